"""Anyone's notebook as a page: every kind of output is there, or a line in its place."""

import base64
import re
from html import unescape

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from shinpingba.briefs.outputs import SHOWN, PageError
from shinpingba.briefs.page import PageExporter

PIXEL = "R0lGODlhAQABAAAAACwAAAAAAQABAAA="


def page(*cells, folder="", **metadata):
    """The body of the page of these cells."""
    nb = new_notebook(cells=list(cells), metadata=metadata)
    html, _ = PageExporter().from_notebook_node(nb, {"metadata": {"path": str(folder)}})
    return html.partition("<main>")[2].partition("</main>")[0]


def code(*outputs, **metadata):
    return new_code_cell("secret_code()", outputs=list(outputs), execution_count=1, metadata=metadata)


def shown(data):
    return code(new_output("display_data", data))


def printed(*texts, name="stdout"):
    return code(*(new_output("stream", name=name, text=text) for text in texts))


def words(html):
    return unescape(re.sub(r"<[^>]*>", "", html)).strip()


@pytest.mark.parametrize(
    ("data", "html"),
    [
        ({"text/markdown": "**共12项**", "text/plain": "<Markdown>"}, "<strong>共12项</strong>"),
        ({"text/latex": "$x<y$", "text/plain": "<Latex>"}, "<pre>$x&lt;y$</pre>"),
        ({"application/json": {"完成": 0.28}, "text/plain": "<JSON>"}, "{\n  &#34;完成&#34;: 0.28\n}"),
        ({"image/gif": PIXEL, "text/plain": "<Image>"}, f'<img alt="" src="data:image/gif;base64,{PIXEL}">'),
        ({"image/webp": "UklG\nRg=="}, 'src="data:image/webp;base64,UklGRg=="'),
        ({"text/html": "<b>滞后</b>", "text/plain": "<HTML>"}, "<b>滞后</b>"),
        ({"application/pdf": "JVBE"}, "（application/pdf 不能在这里显示）"),
        ({"text/html": "<div id='p'></div><script>draw()</script>"}, "（这里的脚本在离线页面里不运行）"),
        ({"text/plain": "3 < 4"}, "<pre>3 &lt; 4</pre>"),
    ],
)
def test_every_kind_of_output_is_shown_or_named(data, html):
    assert html in page(shown(data))


@pytest.mark.parametrize(
    ("pieces", "left"),
    [
        (["10%\r50%\r", "100%\n完"], "100%\n完"),
        (["第1页\r\n第2页\n"], "第1页\n第2页"),
        (["12\b3"], "13"),
        (["甲", "乙"], "甲乙"),
    ],
)
def test_a_text_is_what_a_terminal_shows_at_the_end(pieces, left):
    assert words(page(printed(*pieces))) == left


def test_a_text_has_its_colours():
    assert '<span class="ansi-red-fg">滞后</span> &lt;b&gt;' in page(printed("\x1b[31m滞后\x1b[0m <b>"))


@pytest.mark.parametrize("text", ["九" * 3_000_000, "九\n" * 1_500_000, "九\r" * 1_500_000 + "九" * 3_000_000])
def test_a_text_too_long_for_a_page_is_cut_with_a_line(text):
    html = page(printed(text[:1_000_000], text[1_000_000:]))
    assert len(html) < 3 * SHOWN
    assert re.search(r"这里还有[\d,]+个字没有放进页面", html)


def test_warnings_and_progress_are_folded_away():
    html = page(printed("FutureWarning", name="stderr"))
    assert "<summary>运行时的提示</summary><pre>FutureWarning</pre>" in html


class TestPictures:
    def test_an_attachment_is_in_the_page(self):
        cell = new_markdown_cell("![图](attachment:a.png)", attachments={"a.png": {"image/png": PIXEL}})
        assert f'src="data:image/png;base64,{PIXEL}"' in page(cell)

    @pytest.mark.parametrize("source", ["![图](图 1.png)", "![图](%E5%9B%BE%201.png)", '<img alt="图" src="图 1.png">'])
    def test_a_picture_beside_the_notebook_is_in_the_page(self, tmp_path, source):
        (tmp_path / "图 1.png").write_bytes(base64.b64decode(PIXEL))
        html = page(new_markdown_cell(source.replace("(图 1.png)", "(<图 1.png>)")), folder=tmp_path)
        assert f'src="data:image/png;base64,{PIXEL}"' in html

    def test_so_is_one_that_an_output_names(self, tmp_path):
        (tmp_path / "a.png").write_bytes(base64.b64decode(PIXEL))
        assert PIXEL in page(shown({"text/html": "<p><img src=a.png width=3></p>"}), folder=tmp_path)

    @pytest.mark.parametrize(
        "source",
        ["![图](a.png)", "![图](attachment:a.png)", "![图](https://example.org/a.png)", "![图](../../../etc/passwd)"],
    )
    def test_one_that_is_not_to_be_had_is_named(self, tmp_path, source):
        html = page(new_markdown_cell(f"前{source}后"), folder=tmp_path)
        assert "<img" not in html
        assert re.search(r"前（图片 \S+ 不在页面里）后", words(html))


# an interaction as a notebook keeps it
STATES = {
    "slider": {"state": {"value": 3, "description": "季度"}},
    "box": {"state": {"children": ["IPY_MODEL_slider", "IPY_MODEL_out"]}},
    "out": {"state": {"outputs": [{"output_type": "stream", "name": "stdout", "text": "里面的话"}]}},
}


class TestWidgets:
    def widget(self, model, **states):
        kept = {"application/vnd.jupyter.widget-state+json": {"state": states}}
        return page(
            shown({"application/vnd.jupyter.widget-view+json": {"model_id": model}, "text/plain": "Box()"}),
            widgets=kept,
        )

    def test_its_parts_and_what_was_written_into_it_are_shown_as_they_stood(self):
        html = self.widget("box", **STATES)
        assert "季度:3" in html and "里面的话" in html

    def test_one_whose_state_is_not_kept_has_a_line_in_its_place(self):
        assert "Box()（交互控件" in self.widget("box")


def test_an_error_that_was_expected_is_shown_and_any_other_makes_no_page():
    error = new_output("error", ename="ValueError", evalue="坏了", traceback=["\x1b[31mValueError\x1b[0m: 坏了"])
    assert words(page(code(error, tags=["raises-exception"]))) == "ValueError: 坏了"
    with pytest.raises(PageError, match="坏了"):
        page(code(error))


def test_a_notebook_that_was_never_run_says_so():
    assert "还没有运行过" in page(new_code_cell("1 + 1"), new_markdown_cell("说明"))
    assert "还没有运行过" not in page(new_markdown_cell("说明"))
    assert "还没有运行过" not in page(code())


def test_a_style_sheet_of_an_output_stands_once_in_the_head_of_the_page():
    nb = new_notebook(cells=[shown({"text/html": "<style>b { color: red }</style><b>滞后</b>"}) for _ in range(2)])
    html, _ = PageExporter().from_notebook_node(nb)
    head, _, body = html.partition("</head>")
    assert head.count("b { color: red }") == 1
    assert "<style" not in body


def test_two_headings_of_the_same_words_have_two_anchors():
    html = page(new_markdown_cell("## 结果 a"), new_markdown_cell("## 结果 a"))
    anchors = re.findall(r'<h2 id="([^"]+)"', html)
    assert [anchor.rpartition("-")[2] for anchor in anchors] == ["a", "2"]
    assert re.findall(r'href="#([^"]+)"', html) == anchors
