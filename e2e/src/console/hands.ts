import type { Locator, Page } from 'playwright-core';

/** How somebody uses a page. */
export interface Hands {
  readonly name: string;
  /** Follows a link, presses a button. */
  press(page: Page, what: Locator): Promise<void>;
  /** Takes the place of what is written there. */
  write(page: Page, where: Locator, text: string): Promise<void>;
  /** Chooses one of a group. */
  mark(page: Page, radio: Locator): Promise<void>;
  /** Takes an option of a list by its text. */
  choose(page: Page, where: Locator, option: string): Promise<void>;
}

export const mouse: Hands = {
  name: 'the mouse',
  press: (_page, what) => what.click(),
  write: async (page, where, text) => {
    await where.click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  },
  mark: (_page, radio) => radio.check(),
  choose: async (_page, where, option) => void (await where.selectOption({ label: option })),
};

export const keyboard: Hands = {
  name: 'the keyboard alone',
  press: async (page, what) => {
    await reach(page, what);
    await page.keyboard.press('Enter');
  },
  write: async (page, where, text) => {
    await reach(page, where);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(text);
  },
  mark: async (page, radio) => {
    await reach(page, page.getByRole('radio', { checked: true }));
    await page.keyboard.press('ArrowDown');
    if (!(await radio.isChecked())) throw new Error(`The keyboard does not choose ${String(radio)}.`);
  },
  choose: async (page, where, option) => {
    await reach(page, where);
    await page.keyboard.type(option);
    if ((await where.locator('option:checked').textContent()) !== option) throw new Error(`Typing ‘${option}’ does not choose it.`);
  },
};

/** Elements that a page may have, at most. */
const most = 400;

/** Goes on by the tabulator until the element has the focus, which has to be seen there. */
async function reach(page: Page, what: Locator): Promise<void> {
  await what.waitFor();
  for (let pressed = 0; pressed < most; pressed++) {
    if ((await what.and(page.locator(':focus')).count()) > 0) {
      if ((await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle')) === 'none') throw new Error(`One does not see that ${String(what)} has the focus.`);
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not come to ${String(what)}.`);
}
