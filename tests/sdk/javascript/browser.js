'use strict';
// A browser, as far as signing in needs one: cookies, redirects, links and forms.

const assert = require('node:assert/strict');

/**
 * `here` is the address it came to, `page` what is shown there. It follows redirects of the server whose pages it visits;
 * sent elsewhere (back to the application) it stops, and `page` is undefined.
 */
class Browser {
  #cookies = new Map();

  async open(address, form) {
    const { origin } = new URL(address);
    for (let hops = 0; hops < 20; hops += 1) {
      this.here = address;
      this.page = undefined;
      if (new URL(address).origin !== origin) return this;
      const answer = await this.#ask(address, form);
      if (![302, 303].includes(answer.status)) {
        this.page = await answer.text();
        return this;
      }
      [address, form] = [new URL(answer.headers.get('location'), address).href, undefined];
    }
    return assert.fail(`redirected in circles at ${address}`);
  }

  async #ask(address, form) {
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const sent = form && { method: 'POST', body: new URLSearchParams(form) };
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie }, ...sent });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.#cookies.set(name, value);
    }
    return answer;
  }

  /** Follows the link of these words. */
  async follow(words) {
    const links = elements(this.page, 'a').filter((link) => link.content.replace(/<[^>]*>/g, '').trim() === words);
    assert.equal(links.length, 1, `the links \`${words}\` at ${this.here}: ${this.page}`);
    return this.open(new URL(links[0].attributes.href, this.here).href);
  }

  /** The page's first form that asks for these fields, and what it sends: nothing that it does not ask for or offer. */
  fillIn(values = {}) {
    for (const { attributes, content } of elements(this.page, 'form')) {
      const offered = elements(content, 'select').map(({ attributes: { name }, content: options }) => [
        name,
        elements(options, 'option').map((option) => option.attributes.value),
      ]);
      const typed = [...content.matchAll(/<input\b[^>]*>/g)].map(([tag]) => attributesOf(tag));
      const fields = Object.fromEntries([
        ...offered.map(([name, options]) => [name, options[0]]),
        ...typed.map(({ name, value = '' }) => [name, value]),
      ]);
      const lists = new Map(offered);
      const fits = ([name, value]) => name in fields && (lists.get(name)?.includes(value) ?? true);
      if (Object.entries(values).every(fits)) return { attributes, fields: { ...fields, ...values } };
    }
    return assert.fail(`no form for ${JSON.stringify(values)} at ${this.here}: ${this.page}`);
  }

  /** Fills in that form and sends it. */
  async submit(values) {
    const { attributes, fields } = this.fillIn(values);
    assert.equal(attributes.method, 'post');
    return this.open(new URL(attributes.action, this.here).href, fields);
  }
}

/** The elements of a name, which are never inside each other. */
function elements(html, name) {
  assert.ok(html, 'no page is shown');
  const found = html.matchAll(new RegExp(`(<${name}\\b[^>]*>)(.*?)</${name}>`, 'gs'));
  return [...found].map(([, tag, content]) => ({ attributes: attributesOf(tag), content }));
}

function attributesOf(tag) {
  return Object.fromEntries([...tag.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescaped(value)]));
}

const NAMED = { amp: '&', lt: '<', gt: '>', quot: '"' };

function unescaped(text) {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (_, code, name) => (code ? String.fromCodePoint(Number(code)) : NAMED[name]));
}

module.exports = { Browser };
