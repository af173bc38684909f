/** Channels of the shell's own pages. By themselves, because the preload may not carry a validator. */
export const PAGE_CHANNELS = { state: 'page:state', changed: 'page:changed', act: 'page:act' } as const
