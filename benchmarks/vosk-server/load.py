"""Speaks utterances into server.py in real time over so many streams, and times the final words."""

import argparse
import asyncio
import json
import pathlib
import statistics
import time
import wave

import websockets

FRAME = 0.02
TALK_SHARE = 0.4


def frames(path):
    with wave.open(str(path)) as wav:
        assert wav.getframerate() == 16_000 and wav.getnchannels() == 1, path
        size = int(wav.getframerate() * FRAME)
        while piece := wav.readframes(size):
            yield piece


async def listen(socket, waiting):
    async for message in socket:
        if "text" in json.loads(message) and waiting and not waiting[0].done():
            waiting[0].set_result(time.perf_counter())


async def stream(paths, address, took):
    async with websockets.connect(address) as socket:
        waiting = []
        ears = asyncio.create_task(listen(socket, waiting))
        due = time.perf_counter()
        for path in paths:
            speech = list(frames(path))
            silence = [bytes(len(speech[0]))] * int(len(speech) * (1 - TALK_SHARE) / TALK_SHARE)
            for piece in speech:
                await socket.send(piece)
                due += FRAME
                await asyncio.sleep(max(0, due - time.perf_counter()))
            waiting[:] = [asyncio.get_running_loop().create_future()]
            ended = time.perf_counter()
            await socket.send("eof")
            took.append((await waiting[0] - ended) * 1000)
            due = time.perf_counter()
            for piece in silence:
                await socket.send(piece)
                due += FRAME
                await asyncio.sleep(max(0, due - time.perf_counter()))
        ears.cancel()


async def usage(address):
    async with websockets.connect(address) as socket:
        await socket.send("usage")
        return json.loads(await socket.recv())


async def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("utterances", type=pathlib.Path, help="folder of WAV files, 16 kHz mono")
    options.add_argument("--streams", type=int, default=16)
    options.add_argument("--turns", type=int, default=8, help="utterances a stream")
    options.add_argument("--address", default="ws://127.0.0.1:2700")
    given = options.parse_args()
    paths = sorted(given.utterances.glob("*.wav"))
    took = []
    before, begun = await usage(given.address), time.perf_counter()
    await asyncio.gather(*(
        stream([paths[(i * given.turns + k) % len(paths)] for k in range(given.turns)], given.address, took)
        for i in range(given.streams)))
    seconds = time.perf_counter() - begun
    after = await usage(given.address)
    cuts = statistics.quantiles(took, n=20)
    print(json.dumps({
        "streams": given.streams, "turns": len(took),
        "finalWordsMs": {"p50": round(statistics.median(took)), "p95": round(cuts[-1]), "max": round(max(took))},
        "coresBusy": round((after["processorSeconds"] - before["processorSeconds"]) / seconds, 2),
        "megabytesAtMost": round(after["megabytesAtMost"])}))


asyncio.run(main())
