import type { Aggregate } from '../aggregate'
import { sheetCommands } from './sheet-commands'
import { decideSheet } from './decide-sheet'
import { evolveSheet } from './evolve-sheet'
import type { Sheet, SheetEvent } from './state'

export const sheet: Aggregate<'sheet', 'sheets', Sheet, SheetEvent, typeof sheetCommands> = {
  name: 'sheet',
  table: 'sheets',
  idOf: (data) => data.sheetId,
  events: {
    'sheet.opened': 1,
    'sheet.marked': 1,
    'sheet.unmarked': 1,
    'sheet.shelterAssigned': 1,
    'sheet.reported': 1,
    'sheet.confirmed': 1,
    'sheet.sentBack': 1,
  },
  commands: sheetCommands,
  evolve: evolveSheet,
  decide: decideSheet,
  memory: { staysWith: ({ relocationId }, kept) => kept('relocations', relocationId) },
}
