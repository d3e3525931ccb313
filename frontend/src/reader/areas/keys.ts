/** The keys of drawing. */
import { typing } from '../../ui/keys.ts';
import type { AreaTool } from './area-tool.svelte.ts';

/** While an area is drawn its keys come before all others; a control in focus keeps Enter. */
export function pressFirst(event: KeyboardEvent, tool: AreaTool): void {
  if (!tool.active || event.isComposing || event.altKey || event.metaKey || typing(event)) return;
  const onControl = event.target instanceof Element && event.target.closest('button, a');
  if (event.key === 'Enter' && onControl) return;
  if (!tool.press(event)) return;
  event.preventDefault();
  event.stopPropagation();
}
