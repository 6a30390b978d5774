from . import test_hoot, test_tours, test_views
