import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { callSettings, messageOf, scenarios, type ScenarioSummary } from '../api';
import { goOnAt } from '../arriving';
import { prefer, preferences } from '../call/preferences';
import { go } from '../routing';
import { base } from '../style/base';
import { entitle } from '../title';
import { bar } from '../views/bar';
import { readingStyles } from '../views/reading-styles';
import { leadersOf, takeSeat, type LeaderOffer } from './swap-api';
import { canRing } from './swap-call';
import { swapStyles } from './swap-styles';

const LEADS = { well: 'leads well', badly: 'leads badly', unevenly: 'some of each' } as const;

/** The seats are swapped: whom one plays and who leads is chosen, then the call. */
@customElement('cr-swap-page')
export class SwapPage extends LitElement {
  static override styles = [base, readingStyles, swapStyles];

  /** The call that is on; empty while one is chosen. */
  @property() session = '';
  @state() private known: readonly ScenarioSummary[] = [];
  @state() private scenario = '';
  @state() private leaders: readonly LeaderOffer[] | undefined;
  @state() private leader = '';
  @state() private spoken = canRing() && (preferences().seatSpoken ?? true);
  @state() private trouble = '';
  @state() private busy = false;
  /** The seat was taken here to be spoken: the phone is picked up by that. */
  @state() private pickedUp = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.session === '') void this.load();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.get('session') && this.session === '') void this.load();
  }

  protected override firstUpdated(): void {
    entitle('Swap seats');
    goOnAt(() => this.renderRoot.querySelector('h1'));
  }

  override render(): TemplateResult {
    return html`${bar('swap')}
      <main>
        ${
          this.session === ''
            ? this.renderChoice()
            : html`<cr-swap-call
                .session=${this.session}
                ?spoken=${this.pickedUp}
                @over=${() => go({ page: 'report', session: this.session })}
              ></cr-swap-call>`
        }
      </main>`;
  }

  private renderChoice(): TemplateResult {
    const name = this.chosen?.persona.name.split(' ')[0] ?? 'the other side';
    return html`<h1 tabindex="-1">Swap seats</h1>
      <p class="lead">
        You play the one who is led. Somebody else leads, well or badly; afterwards you read what each of
        these lines did to the one who heard it.
      </p>
      <form @submit=${(event: Event) => this.submit(event)}>
        <fieldset data-testid="roles">
          <legend>You play</legend>
          ${this.known.map(
            ({ id, persona, title, clock }) =>
              html`<label class="option"
                ><input
                  type="radio"
                  name="scenario"
                  value=${id}
                  .checked=${id === this.scenario}
                  @change=${() => void this.choose(id)}
                /><span>${persona.name}, ${persona.role}</span
                ><span class="soft small figures">${clock} · ${title}</span></label
              >`,
          )}
        </fieldset>
        <fieldset data-testid="leaders">
          <legend>${name} is led by</legend>
          ${this.renderLeaders()}
        </fieldset>
        <fieldset data-testid="manner">
          <legend>How</legend>
          ${this.renderManner(true, 'On the phone', 'you hear the leader and answer aloud')}
          ${this.renderManner(false, 'In writing', 'you read and type')}
        </fieldset>
        ${this.trouble ? html`<p role="alert" data-testid="error">${this.trouble}</p>` : nothing}
        <p class="actions">
          <button class="primary" data-testid="take-seat" ?disabled=${this.leader === '' || this.busy}>
            Take the seat
          </button>
        </p>
        <p class="small soft">
          What ${name} does and feels is decided by the leader’s lines alone; you find the words. It takes as
          long as you like and counts as nobody’s attempt. On the phone each turn can be typed all the same;
          of the sound nothing is kept.
        </p>
      </form>`;
  }

  private renderLeaders(): TemplateResult | readonly TemplateResult[] {
    if (!this.leaders) return html`<p class="soft" role="status">${this.trouble ? '' : 'One moment…'}</p>`;
    if (this.leaders.length === 0) return html`<p class="soft">Nobody is written yet who leads here.</p>`;
    return this.leaders.map(
      ({ id, title, leads }) =>
        html`<label class="option"
          ><input
            type="radio"
            name="leader"
            value=${id}
            .checked=${id === this.leader}
            @change=${() => (this.leader = id)}
          /><span>${title}</span><span class="soft small">${LEADS[leads]}</span></label
        >`,
    );
  }

  private renderManner(spoken: boolean, title: string, about: string): TemplateResult {
    return html`<label class="option"
      ><input
        type="radio"
        name="manner"
        value=${spoken ? 'spoken' : 'typed'}
        .checked=${spoken === this.spoken}
        ?disabled=${spoken && !canRing()}
        @change=${() => (this.spoken = spoken)}
      /><span>${title}</span
      ><span class="soft small"
        >${spoken && !canRing() ? 'the browser gives no microphone here' : about}</span
      ></label
    >`;
  }

  private get chosen(): ScenarioSummary | undefined {
    return this.known.find(({ id }) => id === this.scenario);
  }

  private async load(): Promise<void> {
    try {
      this.known = await scenarios();
      const wanted = preferences().scenario;
      const first = this.known.find(({ id }) => id === wanted) ?? this.known[0];
      if (first) await this.choose(first.id);
      else this.leaders = [];
    } catch (error) {
      this.trouble = messageOf(error);
    }
  }

  private async choose(scenario: string): Promise<void> {
    this.scenario = scenario;
    this.trouble = '';
    this.leaders = undefined;
    this.leader = '';
    try {
      const leaders = await leadersOf(scenario);
      if (scenario !== this.scenario) return;
      this.leaders = leaders;
      this.leader = leaders[0]?.id ?? '';
    } catch (error) {
      if (scenario === this.scenario) this.trouble = messageOf(error);
    }
  }

  private submit(event: Event): void {
    event.preventDefault();
    if (!this.busy) void this.take();
  }

  private async take(): Promise<void> {
    this.busy = true;
    this.trouble = '';
    const { spoken } = this;
    if (canRing()) prefer({ seatSpoken: spoken });
    try {
      const difficulty = await this.difficulty();
      const { session } = await takeSeat(this.scenario, this.leader, { difficulty, spoken });
      this.pickedUp = spoken;
      go({ page: 'swap', session });
    } catch (error) {
      this.trouble = messageOf(error);
    } finally {
      this.busy = false;
    }
  }

  /** As it was chosen on the ringing phone's page, where the server still knows it. */
  private async difficulty(): Promise<string | undefined> {
    const { difficulty } = preferences();
    if (!difficulty) return undefined;
    const known = await callSettings().catch(() => undefined);
    return known?.difficulties.some(({ id }) => id === difficulty) ? difficulty : undefined;
  }
}
