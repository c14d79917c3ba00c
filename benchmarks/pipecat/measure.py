"""Speaks the same utterances to a pipecat pipeline, in real time, and times its answers.

All local, with pipecat's defaults: Silero for voice activity, Smart Turn for the end of a turn, Piper for the voice. The
recogniser is Vosk, for which pipecat has no service; the one here feeds it as it goes and asks for final words when voice
activity stops. What is answered is canned, a sentence a turn, without any delay of a model.
"""

import argparse
import asyncio
import collections
import csv
import json
import pathlib
import random
import time
import wave

import numpy
import vosk
from loguru import logger
from pipecat.audio.vad.silero import SileroVADAnalyzer
from pipecat.frames.frames import (
    InputAudioRawFrame,
    InterimTranscriptionFrame,
    LLMContextFrame,
    LLMFullResponseEndFrame,
    LLMFullResponseStartFrame,
    LLMTextFrame,
    TranscriptionFrame,
    VADUserStoppedSpeakingFrame,
)
from pipecat.pipeline.pipeline import Pipeline
from pipecat.pipeline.worker import PipelineWorker
from pipecat.processors.aggregators.llm_context import LLMContext
from pipecat.processors.aggregators.llm_response_universal import LLMContextAggregatorPair, LLMUserAggregatorParams
from pipecat.processors.frame_processor import FrameProcessor
from pipecat.services.piper.tts import PiperTTSService
from pipecat.services.stt_service import STTService
from pipecat.transports.base_input import BaseInputTransport
from pipecat.transports.base_output import BaseOutputTransport
from pipecat.transports.base_transport import TransportParams
from pipecat.utils.time import time_now_iso8601
from pipecat.workers.runner import WorkerRunner

RATE = 16_000
FRAME = RATE // 50
NOISE = 16  # peak, as between the words of our own measurement
FLOOR = 100  # -50 dBFS: softer is no sound
LATE = 5.0  # as in our own measurement: what comes later is no answer


class VoskService(STTService):
    """Words while somebody speaks, final ones when voice activity stops."""

    def __init__(self, model):
        super().__init__(ttfs_p99_latency=0.1)
        self._model = model
        self._recognizer = vosk.KaldiRecognizer(model, RATE)
        self._partial = ""

    async def run_stt(self, audio):
        await asyncio.to_thread(self._recognizer.AcceptWaveform, audio)
        text = json.loads(self._recognizer.PartialResult()).get("partial", "")
        if text and text != self._partial:
            self._partial = text
            yield InterimTranscriptionFrame(text, "", time_now_iso8601())

    async def process_frame(self, frame, direction):
        await super().process_frame(frame, direction)
        if isinstance(frame, VADUserStoppedSpeakingFrame):
            text = json.loads(await asyncio.to_thread(self._recognizer.FinalResult)).get("text", "")
            self._recognizer, self._partial = vosk.KaldiRecognizer(self._model, RATE), ""
            if text:
                await self.push_frame(TranscriptionFrame(text, "", time_now_iso8601(), finalized=True))


class Canned(FrameProcessor):
    """In the place of a language model: the next sentence, at once."""

    def __init__(self, replies):
        super().__init__()
        self._replies = collections.deque(replies)

    async def process_frame(self, frame, direction):
        await super().process_frame(frame, direction)
        if not isinstance(frame, LLMContextFrame):
            await self.push_frame(frame, direction)
            return
        await self.push_frame(LLMFullResponseStartFrame())
        await self.push_frame(LLMTextFrame(self._replies[0]))
        await self.push_frame(LLMFullResponseEndFrame())
        self._replies.rotate(-1)


class Microphone(BaseInputTransport):
    """A frame every 20 ms: what is being said, else faint noise."""

    def __init__(self, params):
        super().__init__(params)
        self._saying = numpy.zeros(0, dtype="<i2")
        self._random = numpy.random.default_rng(1)
        self.ended = asyncio.Event()
        self.begun_at = self.ended_at = 0.0

    async def start(self, frame):
        await super().start(frame)
        await self.set_transport_ready(frame)
        self._running = self.create_task(self._run())

    async def cleanup(self):
        await super().cleanup()
        await self.cancel_task(self._running)

    def say(self, sound):
        self.ended.clear()
        self.begun_at, self.ended_at, self._saying = time.monotonic(), 0.0, sound

    async def _run(self):
        due = time.monotonic()
        while True:
            due += FRAME / RATE
            await asyncio.sleep(max(0, due - time.monotonic()))
            frame = self._random.integers(-NOISE, NOISE + 1, FRAME).astype("<i2")
            now, self._saying = self._saying[:FRAME], self._saying[FRAME:]
            frame[: len(now)] = now
            if len(now) and not len(self._saying):
                self.ended_at = due - (FRAME - len(now)) / RATE
                self.ended.set()
            await self.push_audio_frame(InputAudioRawFrame(frame.tobytes(), RATE, 1))


class Loudspeaker(BaseOutputTransport):
    """Plays in real time, and knows when what sounded."""

    def __init__(self, params):
        super().__init__(params)
        self._free = 0.0
        self.heard = []  # beginnings of what sounds, and ends

    async def start(self, frame):
        await super().start(frame)
        await self.set_transport_ready(frame)

    async def write_audio_frame(self, frame):
        begins = max(self._free, time.monotonic())
        samples = numpy.frombuffer(frame.audio, dtype="<i2")
        loud = numpy.flatnonzero(numpy.abs(samples.astype(int)) > FLOOR)
        if len(loud):
            self.heard.append((begins + loud[0] / frame.sample_rate, begins + loud[-1] / frame.sample_rate))
        self._free = begins + len(samples) / frame.sample_rate
        await asyncio.sleep(max(0, self._free - time.monotonic() - 0.02))
        return True

    def first_since(self, moment):
        return next((begin for begin, _ in self.heard if begin > moment), None)

    def silent_for(self, seconds):
        return not self.heard or time.monotonic() - self.heard[-1][1] > seconds


def read(file):
    with wave.open(str(file)) as sound:
        assert sound.getframerate() == RATE and sound.getnchannels() == 1
        return numpy.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2")


async def until(holds, seconds):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        await asyncio.sleep(0.02)


async def converse(microphone, loudspeaker, sound):
    """Milliseconds to the answer, None where there was none, and whether the voice began before the end."""
    await until(lambda: loudspeaker.silent_for(1.0), 30)
    microphone.say(sound)
    await microphone.ended.wait()
    end = microphone.ended_at
    cut_in = any(microphone.begun_at < begin < end for begin, _ in loudspeaker.heard)
    await until(lambda: loudspeaker.first_since(end), LATE)
    answer = loudspeaker.first_since(end)
    await until(lambda: loudspeaker.silent_for(0.7), 30)
    return (None if cut_in or answer is None else 1000 * (answer - end)), cut_in


async def main():
    microphone = Microphone(TransportParams(audio_in_enabled=True))
    loudspeaker = Loudspeaker(TransportParams(audio_out_enabled=True))
    context = LLMContextAggregatorPair(
        LLMContext(), user_params=LLMUserAggregatorParams(vad_analyzer=SileroVADAnalyzer())
    )
    replies = wanted.replies.read_text().strip().splitlines()
    random.Random(1).shuffle(replies)
    voice = PiperTTSService(
        download_dir=wanted.voice.parent, settings=PiperTTSService.Settings(voice=wanted.voice.stem)
    )
    pipeline = Pipeline(
        [
            microphone,
            VoskService(vosk.Model(str(wanted.model))),
            context.user(),
            Canned(replies),
            voice,
            loudspeaker,
            context.assistant(),
        ]
    )
    worker = PipelineWorker(pipeline, cancel_on_idle_timeout=False)
    runner = WorkerRunner(handle_sigint=False)
    await runner.add_workers(worker)
    running = asyncio.create_task(runner.run())
    await asyncio.sleep(5)
    told = {row["file"]: row for row in csv.DictReader(open(wanted.utterances / "utterances.csv", encoding="utf-8"))}
    took, cut, unanswered = [], [], []
    for file in sorted(wanted.utterances.glob("*.wav")):
        answer, cut_in = await converse(microphone, loudspeaker, read(file))
        said = "%s  (%s)" % (told[file.name]["words"], told[file.name]["voice"])
        print("%s %s" % ("cut in" if cut_in else "-" if answer is None else "%d ms" % answer, said), flush=True)
        if cut_in:
            cut.append(said)
        elif answer is None:
            unanswered.append(said)
        else:
            took.append(answer)
    await worker.cancel()
    await running
    report(took, cut, unanswered)


def report(took, cut, unanswered):
    p50, p95 = numpy.percentile(took, (50, 95), method="inverted_cdf")
    print("\nvoice to voice         p50 %6d   p95 %6d   max %6d ms   (%d)" % (p50, p95, max(took), len(took)))
    print("of these after more than 2 s: %d" % sum(it > 2000 for it in took))
    print("cut in on %d of %d turns, %d without an answer" % (len(cut), len(took + cut + unanswered), len(unanswered)))


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("utterances", type=pathlib.Path, help="folder that `./calmroom bench utterances` wrote")
    options.add_argument("--model", type=pathlib.Path, required=True, help="folder of a Vosk model")
    options.add_argument("--voice", type=pathlib.Path, required=True, help="a Piper voice, NAME.onnx")
    options.add_argument("--replies", type=pathlib.Path, required=True, help="sentences to answer with, one a line")
    wanted = options.parse_args()
    logger.remove()
    vosk.SetLogLevel(-1)
    asyncio.run(main())
