from . import briefs as briefs
from .board import dashboard as dashboard
from .board import open_task as open_task
from .briefs import make_brief as make_brief
from .checks import check as check
from .columns import COLUMNS as COLUMNS
from .judging.assessment import Assessment as Assessment
from .judging.assessment import assess as assess
from .judging.comparison import compare_departments as compare_departments
from .judging.explanations import explain as explain
from .judging.many import assess_many as assess_many
from .judging.rollups import lagging as lagging
from .judging.rollups import rollup as rollup
from .judging.rules import RULES as RULES
from .quarters import compare as compare
from .quarters import trend as trend
from .reading.mentions import find_mentions as find_mentions
from .report.errors import ReportError as ReportError
from .report.reports import Report as Report
from .report.reports import earlier_reports as earlier_reports
from .report.reports import newest as newest
from .report.reports import periods as periods
from .report.reports import read_report as read_report
from .showing import charts as charts
from .showing import evidence as evidence
from .showing.course import draw_course as draw_course

__version__: str
