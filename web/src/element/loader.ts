// The script of the element in parts: loads the element from the files next to it. If that fails,
// it says in each <tcp-ladder> what to use instead. It is a classic script, because a module would
// not even start from file://.
import { loader as english } from '../words/en/loader';
import { loader as chinese } from '../words/zh-CN/loader';
import { declaredLanguage, pickLanguage } from '../words/language';

const words = { en: english, 'zh-CN': chinese };

const address = new URL('element.js', (document.currentScript as HTMLScriptElement).src);
let violated: string | null = null;

const watch = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => {
  if (blockedURI.startsWith(address.origin)) violated = effectiveDirective.replace('-elem', '');
};

class Unloaded extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  connectedCallback() {
    const language = pickLanguage(this.lang, declaredLanguage(this), navigator.languages);
    const { fromDisk, refused, missing } = words[language];
    const { origin } = address;
    const source = origin === location.origin ? "'self'" : origin;
    const message = document.createElement('p');
    message.setAttribute('role', 'alert');
    message.lang = language;
    message.textContent =
      address.protocol === 'file:'
        ? fromDisk
        : violated
          ? refused({ violated: `${violated} ${source}` })
          : missing({ url: address.href });
    this.shadowRoot!.replaceChildren(document.createElement('slot'), message);
  }
}

document.addEventListener('securitypolicyviolation', watch);
import(/* @vite-ignore */ address.href)
  .catch(async () => {
    // The violation event may follow the rejection.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!customElements.get('tcp-ladder')) customElements.define('tcp-ladder', Unloaded);
  })
  .finally(() => document.removeEventListener('securitypolicyviolation', watch));
