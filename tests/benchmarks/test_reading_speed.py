"""How fast the words are read, against a plain `re` scan of the same text: `make bench`.

The text is the real report, task and progress of 157 rows. Every figure is rows a second on one core; the ratio to the plain scan
(one alternation of number, unit and date, which gives places only: no value, role, item or pair) is the one to quote, since both
are taken in one run. Caches are cleared before every round. Libraries that read numbers are measured where they are installed.
"""

import re

import pytest
from caches import caches

from shinpingba import read_report
from shinpingba.columns import records
from shinpingba.judging.assessment import judge_row
from shinpingba.language.quantities import find_numbers
from shinpingba.reading.mentions import find_mentions

PLAIN = re.compile(
    r"[0-9]+(?:\.[0-9]+)?[万亿]?余?(?:[个家户栋条座所亩元件人]|平方米|公里|%)|[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬|底)?"
)


@pytest.fixture(scope="module")
def report():
    return read_report("2021Q1")


@pytest.fixture(scope="module")
def texts(report):
    return [text for column in ("task", "progress") for text in report.rows[column]]


def forget():
    for cache in caches():
        if cache.cache_info().maxsize:  # what is kept of texts; the word lists stay
            cache.cache_clear()


def run(benchmark, report, work):
    benchmark.pedantic(work, setup=forget, rounds=5, warmup_rounds=1)
    benchmark.extra_info["rows_per_second"] = round(len(report.rows) / benchmark.stats["median"])


@pytest.mark.benchmark(group="reading")
def test_baseline_a_plain_re_scan(benchmark, report, texts):
    run(benchmark, report, lambda: [list(PLAIN.finditer(text)) for text in texts])


@pytest.mark.benchmark(group="reading")
def test_numbers_with_values_and_units(benchmark, report, texts):
    run(benchmark, report, lambda: [find_numbers(text) for text in texts])


@pytest.mark.benchmark(group="reading")
def test_mentions_with_roles_and_items(benchmark, report, texts):
    run(benchmark, report, lambda: [find_mentions(text, as_of=report.as_of) for text in texts])


@pytest.mark.benchmark(group="reading")
def test_full_assessment_of_a_row(benchmark, report):
    rows = records(report.rows)
    run(benchmark, report, lambda: [judge_row(row, report.as_of, "months/12") for row in rows])


@pytest.mark.benchmark(group="reading")
def test_jionlp_money_and_time(benchmark, report, texts):
    jionlp = pytest.importorskip("jionlp")
    run(benchmark, report, lambda: [(jionlp.ner.extract_money(t), jionlp.ner.extract_time(t)) for t in texts])
