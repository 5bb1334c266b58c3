"""scikit-learn's checks of estimators, without an expected failure."""

import sys
import warnings

from sklearn.utils.estimator_checks import check_estimator

import asterism.sklearn

warnings.simplefilter("ignore")
failed = 0
for estimator in (asterism.sklearn.HDBSCAN(), asterism.Topics()):
    results = check_estimator(estimator, on_fail=None)
    other = [(r["check_name"], r["status"], r["exception"]) for r in results if r["status"] != "passed"]
    failed += len(other)
    print(f"{type(estimator).__module__}.{type(estimator).__name__}: {len(results) - len(other)} of {len(results)} checks pass")
    for line in other:
        print("   ", *line)
sys.exit(1 if failed else 0)
