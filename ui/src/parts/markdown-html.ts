import { micromark } from 'micromark';
import { gfmAutolinkLiteral, gfmAutolinkLiteralHtml } from 'micromark-extension-gfm-autolink-literal';

/** An image would be loaded from another site. */
const WITHOUT_IMAGES = { disable: { null: ['labelStartImage'] } };

/** Markdown as HTML without anything that runs: raw HTML is shown as text, links lead only to http, https and mail addresses. */
export function markdownHtml(text: string): string {
  const html = micromark(text, {
    extensions: [gfmAutolinkLiteral(), WITHOUT_IMAGES],
    htmlExtensions: [gfmAutolinkLiteralHtml()],
  });
  return html.replaceAll('<a href=', '<a target="_blank" rel="noopener noreferrer nofollow" href=');
}
