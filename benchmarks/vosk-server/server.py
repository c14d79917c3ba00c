"""Recognition over a WebSocket: binary messages of 16 kHz PCM in, JSON out.

The text "eof" asks for final words, "usage" for what the process has taken so far.
"""

import asyncio
import concurrent.futures
import contextlib
import json
import os
import resource
import sys
import time

import vosk
import websockets

RATE = 16_000
workers = concurrent.futures.ThreadPoolExecutor(os.cpu_count())


def usage():
    return json.dumps({
        "processorSeconds": time.process_time(),
        "megabytesAtMost": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024})


def hear(recogniser, message):
    if message == "usage":
        return usage()
    if message == "eof":
        return recogniser.FinalResult()
    if recogniser.AcceptWaveform(message):
        return recogniser.Result()
    return recogniser.PartialResult()


async def serve(socket):
    recogniser = vosk.KaldiRecognizer(model, RATE)
    recogniser.SetWords(True)
    loop = asyncio.get_running_loop()
    with contextlib.suppress(websockets.ConnectionClosed):
        async for message in socket:
            await socket.send(await loop.run_in_executor(workers, hear, recogniser, message))


async def main():
    async with websockets.serve(serve, "127.0.0.1", 2700, max_size=1 << 20):
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    vosk.SetLogLevel(-1)
    model = vosk.Model(sys.argv[1])
    asyncio.run(main())
