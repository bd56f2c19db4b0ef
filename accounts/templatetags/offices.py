"""`{% load offices %}`: an office's hours and time zone in words."""

from django import template

from accounts.hours import say_hours, say_time_zone

register = template.Library()
register.filter("in_words", say_hours)
register.filter("zone_in_words", say_time_zone)
