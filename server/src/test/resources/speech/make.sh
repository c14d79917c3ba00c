#!/bin/sh
# Makes the recordings of this folder anew, from transcription.tsv: file, words, engine and voice.
# Needs flite 2.2, espeak-ng 1.51 and sox (Debian packages of the same names). The voices are free to use:
# slt, rms and awb are CMU Arctic voices (BSD-style licence); sound made by espeak-ng carries no licence of its own.
set -e
cd "$(dirname "$0")"
while IFS="$(printf '\t')" read -r file words engine voice; do
  case "$engine" in
    flite) flite -voice "$voice" -t "$words" -o /tmp/fixture.wav ;;
    espeak-ng) espeak-ng -v "$voice" -s 150 -w /tmp/fixture.wav "$words" ;;
  esac
  sox -G /tmp/fixture.wav -r 16000 -b 16 -c 1 "$file" silence 1 0.05 0.1% reverse silence 1 0.05 0.1% reverse pad 0.1 0.1
done < transcription.tsv
rm -f /tmp/fixture.wav
