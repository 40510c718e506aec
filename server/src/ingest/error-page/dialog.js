// The dialog that a page shows after an error: `/api/embed/error-page/` sends this text, without `export`, and calls the function.
// Sizes and colours are set on the elements: a page's CSP may refuse style elements.
export function showDialog(texts) {
  const endpoint = document.currentScript.src;
  const make = (tag, style, text) => {
    const element = document.createElement(tag);
    Object.assign(element.style, style);
    if (text) element.textContent = text;
    return element;
  };
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const ink = dark ? '#f2f2f4' : '#1d1d21';
  const paper = dark ? '#1f2023' : '#ffffff';
  const line = `1px solid ${dark ? '#5d6068' : '#8a8d96'}`;
  const font = { fontFamily: 'system-ui, sans-serif', fontSize: '16px', lineHeight: '1.4', color: ink };
  const overlay = make('div', {
    position: 'fixed',
    inset: '0',
    zIndex: '2147483647',
    overflow: 'auto',
    padding: '16px',
    background: 'rgba(0, 0, 0, 0.6)',
  });
  overlay.id = 'garrison-error-dialog';
  const form = make('form', {
    ...font,
    boxSizing: 'border-box',
    maxWidth: '560px',
    margin: '5vh auto',
    padding: '24px',
    borderRadius: '8px',
    background: paper,
  });
  form.noValidate = true;
  form.setAttribute('role', 'dialog');
  form.setAttribute('aria-modal', 'true');
  form.setAttribute('aria-label', texts.title);
  form.append(
    make('h2', { ...font, fontSize: '20px', fontWeight: '600', margin: '0 0 8px' }, texts.title),
    make('p', { ...font, margin: '0 0 16px' }, `${texts.subtitle} ${texts.subtitle2}`.trim()),
  );

  const fields = {};
  const addField = (name, label, tag) => {
    const wrap = make('label', { ...font, display: 'block', margin: '0 0 12px' }, label);
    const input = make(tag, {
      ...font,
      display: 'block',
      boxSizing: 'border-box',
      width: '100%',
      marginTop: '4px',
      padding: '8px',
      border: line,
      borderRadius: '4px',
      background: paper,
    });
    input.name = name;
    input.required = true;
    if (name === 'email') input.type = 'email';
    if (tag === 'textarea') input.rows = 5;
    if (texts[name]) input.value = texts[name];
    wrap.append(input);
    form.append(wrap);
    fields[name] = input;
  };
  addField('name', texts.labelName, 'input');
  addField('email', texts.labelEmail, 'input');
  addField('comments', texts.labelComments, 'textarea');
  const said = make('p', { ...font, margin: '0 0 12px' });
  said.setAttribute('role', 'status');
  const button = (text, type) => {
    const made = make(
      'button',
      { ...font, padding: '10px 16px', marginRight: '8px', border: line, borderRadius: '4px', background: paper },
      text,
    );
    made.type = type;
    return made;
  };
  const submit = button(texts.labelSubmit, 'submit');
  Object.assign(submit.style, { background: ink, color: paper });
  const cancel = button(texts.labelClose, 'button');
  form.append(said, submit, cancel);
  overlay.append(form);

  const before = document.activeElement;
  const close = () => {
    overlay.remove();
    document.removeEventListener('keydown', onKey, true);
    if (before && before.focus) before.focus();
    // The SDK's `onClose` waits for it.
    window.postMessage('__sentry_reportdialog_closed__', '*');
  };
  function onKey(event) {
    if (event.key === 'Escape') close();
  }
  document.addEventListener('keydown', onKey, true);
  cancel.addEventListener('click', close);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit.disabled = true;
    const body = new URLSearchParams(Object.entries(fields).map(([name, input]) => [name, input.value]));
    fetch(endpoint, { method: 'POST', body })
      .then(async (response) => {
        if (response.ok) {
          form.replaceChildren(make('p', { ...font, margin: '0 0 16px' }, texts.successMessage), cancel);
          cancel.focus();
          return;
        }
        const { errors = {} } = await response.json();
        const wrong = Object.keys(errors).filter((name) => name in fields);
        for (const [name, input] of Object.entries(fields)) {
          input.setAttribute('aria-invalid', String(wrong.includes(name)));
          input.style.borderColor = wrong.includes(name) ? '#d4333f' : '';
        }
        said.textContent = wrong.length > 0 ? texts.errorFormEntry : texts.errorGeneric;
        submit.disabled = false;
        if (wrong.length > 0) fields[wrong[0]].focus();
      })
      .catch(() => {
        said.textContent = texts.errorGeneric;
        submit.disabled = false;
      });
  });
  document.body.append(overlay);
  fields.name.focus();
}
