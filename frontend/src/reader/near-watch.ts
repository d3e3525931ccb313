/** Telling which sections are near the window. */

/** How many window heights beyond the window count as near, where we have to say. */
const NEAR = '75%';

export interface NearWatch {
  stop: () => void;
}

/**
 * Call `onNear` whenever a section comes near or goes far.
 *
 * The browser decides that anyway for `content-visibility` and tells; only
 * where it does not, an observer of our own does the same work again.
 */
export function watchNear(
  root: HTMLElement,
  sections: readonly HTMLElement[],
  onNear: (section: HTMLElement, near: boolean) => void,
): NearWatch {
  return 'ContentVisibilityAutoStateChangeEvent' in window
    ? listenToBrowser(root, onNear)
    : observe(sections, onNear);
}

function listenToBrowser(
  root: HTMLElement,
  onNear: (section: HTMLElement, near: boolean) => void,
): NearWatch {
  const changed = (event: Event) => {
    const { skipped } = event as ContentVisibilityAutoStateChangeEvent;
    if (event.target instanceof HTMLElement) onNear(event.target, !skipped);
  };
  root.addEventListener('contentvisibilityautostatechange', changed, true);
  return {
    stop: () => root.removeEventListener('contentvisibilityautostatechange', changed, true),
  };
}

function observe(
  sections: readonly HTMLElement[],
  onNear: (section: HTMLElement, near: boolean) => void,
): NearWatch {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        onNear(target as HTMLElement, isIntersecting);
      }
    },
    { rootMargin: `${NEAR} 0px` },
  );
  for (const section of sections) observer.observe(section);
  return { stop: () => observer.disconnect() };
}
