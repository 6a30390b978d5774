"""What the sample files hold. :mod:`make_samples` writes them."""
