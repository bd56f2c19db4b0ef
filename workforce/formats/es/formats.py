"""Spanish as it is written in the United States: twelve hours, the month first in a date of digits, a decimal point."""

from django.conf.locale.en import formats as english

TIME_FORMAT = "g:i a"
DATETIME_FORMAT = r"j \d\e F \d\e Y, g:i a"
SHORT_DATE_FORMAT = english.SHORT_DATE_FORMAT
DATE_INPUT_FORMATS = english.DATE_INPUT_FORMATS
DATETIME_INPUT_FORMATS = english.DATETIME_INPUT_FORMATS
TIME_INPUT_FORMATS = english.TIME_INPUT_FORMATS
DECIMAL_SEPARATOR = english.DECIMAL_SEPARATOR
THOUSAND_SEPARATOR = english.THOUSAND_SEPARATOR
FIRST_DAY_OF_WEEK = english.FIRST_DAY_OF_WEEK
