import { startPage } from './bridge'
import { el } from './elements'

void startPage('identify', ({ number, title, detail }) => [
  el('main', {}, el('div', { class: 'number num' }, String(number)), el('p', {}, title), el('p', { class: 'hint' }, detail)),
])
