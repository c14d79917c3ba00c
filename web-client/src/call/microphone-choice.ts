import type { Microphone } from '../audio/microphone';
import { prefer, preferences } from './preferences';

/**
 * Opens the microphone that was chosen last, in this call or before an earlier one; without a choice the browser's own.
 *
 * @param chosen the one that is chosen now, remembered from here on
 * @throws MicrophoneError
 */
export async function openMicrophone(microphone: Pick<Microphone, 'open'>, chosen?: string): Promise<void> {
  if (chosen !== undefined) prefer({ microphone: chosen });
  await microphone.open(preferences().microphone);
}

/** Which of the devices stands in a list as the one that is used: the open one, else the one that was chosen last. */
export function deviceInUse({ device }: Pick<Microphone, 'device'>): string | undefined {
  return device ?? preferences().microphone;
}
