"""The tests of hdbscan and fast_hdbscan were written for a scikit-learn that had unittest's assertRaises among its helpers."""

import unittest

import sklearn.utils._testing as testing

if not hasattr(testing, "assert_raises"):
    testing.assert_raises = unittest.TestCase().assertRaises
