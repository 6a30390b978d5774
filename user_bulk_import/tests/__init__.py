from . import (
    test_applying,
    test_hoot,
    test_presets,
    test_reading,
    test_rights,
    test_scale,
    test_tours,
    test_views,
)
