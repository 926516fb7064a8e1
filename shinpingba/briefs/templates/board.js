// JupyterLab takes the arrow keys to move from cell to cell. What has the focus inside the board keeps its keys.
export default {
  render({ el }) {
    const claim = () => {
      const board = el.closest(".shinpingba-board");
      if (board) board.addEventListener("focusin", ({ target }) => (target.dataset.lmSuppressShortcuts = "true"));
      else requestAnimationFrame(claim);
    };
    claim();
  },
};
