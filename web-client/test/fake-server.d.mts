export interface FakeServer {
  readonly url: string;
  /** Every message of the page, and once that the microphone's frames come. */
  readonly received: readonly { readonly type: string }[];
  drop(): void;
  close(): Promise<void>;
}

export function startFakeServer(port?: number): Promise<FakeServer>;
