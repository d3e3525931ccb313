// Light or dark: the reader's choice, else the system's, set on the root as `data-theme`.

const KEY = 'glossator.theme';

export const themes = ['system', 'light', 'dark', 'sepia', 'contrast'] as const;
export type Theme = (typeof themes)[number];

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');
const prefersContrast = window.matchMedia('(prefers-contrast: more)');

let choice = $state<Theme>(stored());

/** What the reader chose, and how to choose. */
export const theme = {
  get choice(): Theme {
    return choice;
  },
  choose(chosen: Theme): void {
    choice = chosen;
    window.localStorage.setItem(KEY, chosen);
    apply();
  },
};

/** Dress the page, now and whenever the system changes its mind. */
export function startTheme(): void {
  apply();
  prefersDark.addEventListener('change', apply);
  prefersContrast.addEventListener('change', apply);
}

function apply(): void {
  document.documentElement.dataset['theme'] = resolved();
}

function resolved(): string {
  const tone = prefersDark.matches ? 'dark' : 'light';
  if (choice === 'contrast') return `contrast-${tone}`;
  if (choice !== 'system') return choice;
  return prefersContrast.matches ? `contrast-${tone}` : tone;
}

function stored(): Theme {
  const kept = window.localStorage.getItem(KEY);
  return themes.find((name) => name === kept) ?? 'system';
}
