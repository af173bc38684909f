import { randomUUID } from 'node:crypto'
import { asCommandId, type CommandId } from '../../../../shared/base/ids'
import { derivedId } from '../commands'
import { invalid } from './refusal'
import { sender, type Exchange } from './route'

const KEY = /^[\x21-\x7e]{1,200}$/

/**
 * The command id of a request: from its `Idempotency-Key` and its sender, so that a repetition gets the stored answer
 * and the same key of another sender is another command. A key that is needed and missing is a 400 that names it.
 */
export function commandIdOf(exchange: Exchange, need: 'required' | 'optional'): CommandId {
  const key = exchange.request.headers['idempotency-key']
  if (key === undefined) {
    if (need === 'optional') return asCommandId(`once:${randomUUID()}`)
    throw invalid('the header Idempotency-Key is needed: one new value per action, the same for its repetitions', 'Idempotency-Key', 400)
  }
  if (typeof key !== 'string' || !KEY.test(key)) throw invalid('Idempotency-Key: 1-200 visible ASCII characters', 'Idempotency-Key', 400)
  return derivedId('key', sender(exchange).actor.id, key)
}
