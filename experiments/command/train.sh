#!/bin/sh
# Finds where (x - target)^2 is least, by steps down its slope, in whole thousandths: a shell has no others.
# Its parameters are in the environment: NIGHTJAR_PARAM_RATE, in percent, and NIGHTJAR_PARAM_START.
set -eu

target=3000
x=$((NIGHTJAR_PARAM_START * 1000))
step=1
while [ "$step" -le 5 ]; do
  x=$((x - NIGHTJAR_PARAM_RATE * 2 * (x - target) / 100))
  distance=$((x - target))
  error=$((distance * distance))
  echo "$step $error" # a step and its value: the pruner sees it at once
  step=$((step + 1))
done
echo "trial $NIGHTJAR_TRIAL ends at $x thousandths" >&2 # whatever else is written is the trial's log
echo "{\"value\": $error, \"distance\": $distance}"
