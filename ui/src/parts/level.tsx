import { IconAlertOctagon, IconAlertTriangle, IconCircleDot, IconInfoCircle, IconSkull } from '@tabler/icons-react';
import type { ComponentType } from 'react';

const LEVELS: Readonly<Record<string, { icon: ComponentType<{ size?: number }>; word: string }>> = {
  fatal: { icon: IconSkull, word: 'fatal' },
  error: { icon: IconAlertOctagon, word: 'error' },
  warning: { icon: IconAlertTriangle, word: 'warning' },
  info: { icon: IconInfoCircle, word: 'info' },
  debug: { icon: IconCircleDot, word: 'debug' },
};
const OTHER = { icon: IconCircleDot, word: 'unknown' };

export function levelClass(level: string): string {
  return level in LEVELS || level === 'good' ? `level-${level}` : 'level-debug';
}

/** Icon shape, word and colour: colour alone is never enough. */
export function LevelBadge({ level, iconOnly = false }: { level: string; iconOnly?: boolean }) {
  const { icon: Icon, word } = LEVELS[level] ?? OTHER;
  return (
    <span
      className={`level ${levelClass(level)} ${iconOnly ? 'level-icon' : 'level-badge'}`}
      title={iconOnly ? word : undefined}
    >
      <Icon size={iconOnly ? 16 : 14} aria-hidden />
      {iconOnly ? <span className="hidden-text">{word}</span> : word}
    </span>
  );
}
