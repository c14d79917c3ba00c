"""Whisper behind vosk-server's protocol: 16-bit PCM in, {"eof": 1}, one result with words out.

An utterance is recognised whole, at its end: this is for measuring and for hearing again, not for a call. What it writes
is put as Vosk writes it: lower case, no marks, numbers in words.
"""

import argparse
import asyncio
import concurrent.futures
import contextlib
import json
import re

import numpy
import websockets
from faster_whisper import WhisperModel
from num2words import num2words

RATE = 16_000
one_at_a_time = concurrent.futures.ThreadPoolExecutor(1)


def spelled(figure):
    return num2words(int(figure)).replace(",", "").replace("-", " ").replace(" and ", " ")


def plain(text):
    text = text.lower().replace("’", "'").replace("%", " percent ").replace("$", " dollars ")
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"\d+", lambda found: " " + spelled(found.group()) + " ", text)
    return re.sub(r"[^a-z']+", " ", text).split()


def hear(pcm):
    sound = numpy.frombuffer(pcm, dtype="<i2").astype(numpy.float32) / 32768
    if not len(sound):
        return {"text": ""}
    found, _ = model.transcribe(sound, language="en", beam_size=5, condition_on_previous_text=False)
    result = []
    for segment in found:
        words = plain(segment.text)
        each = (segment.end - segment.start) / max(1, len(words))
        for number, word in enumerate(words):
            start = segment.start + number * each
            result.append({"word": word, "start": start, "end": start + each, "conf": 1.0})
    return {"result": result, "text": " ".join(it["word"] for it in result)}


async def serve(socket):
    pcm = bytearray()
    loop = asyncio.get_running_loop()
    with contextlib.suppress(websockets.ConnectionClosed):
        async for message in socket:
            if isinstance(message, bytes):
                pcm += message
                await socket.send('{"partial": ""}')
            elif "eof" in message:
                await socket.send(json.dumps(await loop.run_in_executor(one_at_a_time, hear, bytes(pcm))))
                return


async def main():
    async with websockets.serve(serve, "127.0.0.1", wanted.port, max_size=1 << 20):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("model", help="folder of a model for faster-whisper (CTranslate2)")
    options.add_argument("--port", type=int, default=2701)
    options.add_argument("--threads", type=int, default=2)
    wanted = options.parse_args()
    model = WhisperModel(wanted.model, device="cpu", compute_type="int8", cpu_threads=wanted.threads)
    asyncio.run(main())
