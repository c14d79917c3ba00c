import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { models } from '../model';
import { addressOf } from '../routing';
import { base } from '../style/base';

/** Why the model does not speak, in the words of the service's health, for who runs the service; nothing for others. */
@customElement('cr-model-trouble')
export class ModelTrouble extends LitElement {
  static override styles = base;

  @state() private trouble = '';

  override connectedCallback(): void {
    super.connectedCallback();
    // Whether it can be told or not, the call goes on without the model.
    void models()
      .catch(() => undefined)
      .then((known) => {
        this.trouble = known?.models.find(({ tasks }) => tasks.includes('speaks'))?.trouble ?? '';
      });
  }

  override render(): TemplateResult | typeof nothing {
    return this.trouble === ''
      ? nothing
      : html`<p data-testid="model-trouble">
          ${this.trouble} (<a href=${addressOf({ page: 'about' })}>Check the model</a>.)
        </p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cr-model-trouble': ModelTrouble;
  }
}
