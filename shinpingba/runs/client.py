"""The client of a kernel: jupyter_client's, which begins as soon as it is heard and misses no answer."""

from queue import Empty
from time import monotonic
from typing import Any

import zmq
from jupyter_client.asynchronous import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from traitlets import Type

# ms until a client looks again for the files of a kernel that is starting; by default 100
LOOK_AGAIN = 20

# ms until a channel looks again for an answer
ASK_AGAIN = 100


class Channel(AsyncZMQSocketChannel):
    """A channel that hears an answer which comes while a message is sent, as to a widget: jupyter_client's is not woken by that."""

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # type: ignore[override]
        """The next message. Errors: Empty where none comes in `timeout` seconds."""
        until = float("inf") if timeout is None else monotonic() + timeout
        while not await self.socket.poll(max(0, min(ASK_AGAIN, 1000 * (until - monotonic())))):
            if monotonic() >= until:
                raise Empty
        return await super().get_msg(timeout=0)


class PromptClient(AsyncKernelClient):
    """A client that begins as soon as the kernel can be heard; jupyter_client's waits until nothing has been heard for a while."""

    shell_channel_class = Type(Channel)

    def __init__(self, **traits: Any) -> None:
        super().__init__(**traits)
        self.context.setsockopt(zmq.RECONNECT_IVL, LOOK_AGAIN)

    async def wait_for_ready(self, timeout: float | None = None) -> None:  # type: ignore[override]
        """Wait for the answer to a question. Errors: RuntimeError where the kernel dies or `timeout` seconds have gone."""
        until = monotonic() + timeout if timeout else float("inf")
        while not await self._is_heard():
            if not await self.is_alive():
                raise RuntimeError("内核还没有启动就退出了")
            if monotonic() > until:
                raise RuntimeError(f"内核在 {timeout:g} 秒内没有启动")

    async def _is_heard(self) -> bool:
        asked = self.kernel_info()
        try:
            while True:
                heard = await self.get_iopub_msg(timeout=0.2)
                if heard["parent_header"].get("msg_id") == asked and heard["content"].get("execution_state") == "idle":
                    return True
        except Empty:
            return False
