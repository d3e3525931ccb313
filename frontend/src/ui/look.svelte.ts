/** How book text looks: the reader's choice, put on the root as custom properties; kept in this browser. */

export const FACES = ['serif', 'literata', 'atkinson', 'dyslexic', 'system'] as const;
export type Face = (typeof FACES)[number];

export interface Look {
  face: Face;
  /** In pixels; 0 for what suits the screen. */
  size: number;
  /** Of the line, in hundredths of the size. */
  leading: number;
  /** Of the column, in characters. */
  measure: number;
  justified: boolean;
  hyphens: boolean;
}

export const AS_IT_COMES: Look = {
  face: 'serif',
  size: 0,
  leading: 155,
  measure: 65,
  justified: false,
  hyphens: true,
};

/** What a screen shows without a choice, in pixels. */
export const USUAL_SIZE = 19;

/** [least, most, step] of what goes by steps. */
export const STEPS = {
  size: [14, 40, 1],
  leading: [120, 220, 5],
  measure: [40, 100, 5],
} as const;

const KEY = 'glossator.look';

/** Families, each with its widths: how many em a character is, measured on English prose. */
const FAMILIES: Readonly<Record<Face, string>> = {
  serif: '',
  literata: "'Literata Variable', Georgia, serif",
  atkinson: "'Atkinson Hyperlegible Next Variable', Verdana, sans-serif",
  dyslexic: "'OpenDyslexic', Verdana, sans-serif",
  system: 'ui-serif, Georgia, "Times New Roman", serif',
};

const EM_A_CHARACTER: Readonly<Record<Face, number>> = {
  serif: 29 / 65,
  literata: 0.49,
  atkinson: 0.5,
  dyslexic: 0.6,
  system: 0.46,
};

/** Fetched when first chosen: nobody loads type that is not read. */
const FONTS: Partial<Record<Face, () => Promise<unknown>>> = {
  literata: () =>
    Promise.all([
      import('@fontsource-variable/literata/wght.css'),
      import('@fontsource-variable/literata/wght-italic.css'),
    ]),
  atkinson: () =>
    Promise.all([
      import('@fontsource-variable/atkinson-hyperlegible-next/wght.css'),
      import('@fontsource-variable/atkinson-hyperlegible-next/wght-italic.css'),
    ]),
  dyslexic: () =>
    Promise.all([
      import('@fontsource/opendyslexic/400.css'),
      import('@fontsource/opendyslexic/400-italic.css'),
      import('@fontsource/opendyslexic/700.css'),
    ]),
};

class LookState {
  #look = $state.raw<Look>(kept());

  get now(): Look {
    return this.#look;
  }

  get isChanged(): boolean {
    return propertiesOf(this.#look).join() !== propertiesOf(AS_IT_COMES).join();
  }

  change(some: Partial<Look>): void {
    this.#look = { ...this.#look, ...some };
    localStorage.setItem(KEY, JSON.stringify(this.#look));
    this.apply();
  }

  /** Dress the page. */
  apply(): void {
    const { style } = document.documentElement;
    for (const [name, value] of propertiesOf(this.#look)) {
      if (value === '') style.removeProperty(name);
      else style.setProperty(name, value);
    }
    void FONTS[this.#look.face]?.();
  }
}

/** The custom properties of a look; "" for those of the style sheet. */
function propertiesOf(look: Look): [name: string, value: string][] {
  const { face, size, leading, measure, justified, hyphens } = look;
  const width = (measure * EM_A_CHARACTER[face]).toFixed(1);
  return [
    ['--book-font', FAMILIES[face]],
    ['--book-size', size === 0 ? '' : `${size / 16}rem`],
    ['--book-leading', leading === AS_IT_COMES.leading ? '' : String(leading / 100)],
    ['--book-measure', face === 'serif' && measure === AS_IT_COMES.measure ? '' : `${width}em`],
    ['--book-align', justified ? 'justify' : ''],
    ['--book-hyphens', hyphens ? '' : 'manual'],
  ];
}

/** What was kept, as far as it makes sense. */
function kept(): Look {
  const look = { ...AS_IT_COMES };
  try {
    const own = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look>;
    if (FACES.some((face) => face === own.face)) look.face = own.face ?? look.face;
    for (const name of ['size', 'leading', 'measure'] as const) {
      const [least, most] = STEPS[name];
      const value = own[name];
      if (typeof value === 'number' && value >= least && value <= most) look[name] = value;
    }
    if (typeof own.justified === 'boolean') look.justified = own.justified;
    if (typeof own.hyphens === 'boolean') look.hyphens = own.hyphens;
  } catch {
    // What was kept is no look: the usual one serves.
  }
  return look;
}

export const look = new LookState();
