import { hubNow } from '../state/clock'
import type { Channel } from '../pocket/connection'
import { isPhoneState } from './api'
import { getPhone, receiveState, setPhone } from './store'

/** The team's orders, by socket or by HTTP, into the page's store. */
export const channel: Channel = {
  name: 'phone',
  path: '/api/v1/phone',
  receive(state) {
    if (!isPhoneState(state)) return false
    receiveState(state, hubNow())
    return true
  },
  link: () => getPhone().link,
  setLink: (link, heard) => setPhone({ link, ...(heard ? { lastContact: hubNow() } : {}) }),
  setDrill: (drill) => setPhone({ drill }),
}
