import pytest

from engine.converters.dates import convert_date
from engine.converters.passwords import convert_password
from engine.issues import Problem
from engine.policy import Policy


@pytest.mark.parametrize("text", ["****", "••••••••", "●●●"])
def test_a_mask_is_no_password(text):
    with pytest.raises(Problem) as caught:
        convert_password(text, Policy())
    assert caught.value.code == "password_masked"


def test_dotted_dates_are_read_whatever_the_format_of_the_others():
    policy = Policy(date_format="%m/%d/%Y")
    assert convert_date("31.12.2010", policy) == "2010-12-31"
    assert convert_date("12/31/2010", policy) == "2010-12-31"
