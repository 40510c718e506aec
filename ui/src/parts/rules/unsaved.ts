import type { Question } from '../../app/confirm.tsx';

export const UNSAVED: Question = {
  title: 'Leave without saving?',
  text: 'The grouping rules were changed and not saved.',
  yes: 'Leave',
  no: 'Stay',
};
