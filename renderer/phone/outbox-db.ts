import type { OutboxItem } from './outbox'
import type { OutboxStore } from './outbox-runner'

const NAME = 'dinghai-phone'
const ITEMS = 'outbox'
const PHOTOS = 'photos'

export interface PhoneStorage extends OutboxStore {
  photo(key: string): Promise<Blob | null>
  /** False: items live only as long as the page. */
  readonly durable: boolean
}

/** The outbox's store in IndexedDB; in memory where the browser has none (private windows), which the screen then says. */
export async function openStorage(): Promise<PhoneStorage> {
  try {
    return inDatabase(await open())
  } catch {
    return inMemory()
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ITEMS, { keyPath: 'key' })
      request.result.createObjectStore(PHOTOS)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(failure(request.error))
    request.onblocked = () => reject(failure(null))
  })
}

function failure(error: DOMException | null): Error {
  return error ?? new Error('IndexedDB is blocked')
}

function inDatabase(db: IDBDatabase): PhoneStorage {
  /** Resolves when the transaction is on the disk: `strict`, since the next thing may be a dead battery. */
  function write(work: (items: IDBObjectStore, photos: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = db.transaction([ITEMS, PHOTOS], 'readwrite', { durability: 'strict' })
      transaction.oncomplete = () => resolve()
      transaction.onabort = () => reject(failure(transaction.error))
      work(transaction.objectStore(ITEMS), transaction.objectStore(PHOTOS))
    })
  }
  function read<T>(store: string, ask: (from: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const request = ask(db.transaction(store, 'readonly').objectStore(store))
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(failure(request.error))
    })
  }
  return {
    durable: true,
    load: () => read<OutboxItem[]>(ITEMS, (store) => store.getAll() as IDBRequest<OutboxItem[]>),
    put: (items, contents) =>
      write((store, photos) => {
        for (const item of items) {
          store.put(item)
          // A settled photo is at the hub: its content is only weight.
          if (item.work.kind === 'photo' && item.state === 'done') photos.delete(item.key)
        }
        for (const [key, content] of contents ?? []) photos.put(content, key)
      }),
    remove: (keys) =>
      write((store, photos) => {
        for (const key of keys) {
          store.delete(key)
          photos.delete(key)
        }
      }),
    photo: async (key) => (await read<Blob | undefined>(PHOTOS, (store) => store.get(key) as IDBRequest<Blob | undefined>)) ?? null,
  }
}

function inMemory(): PhoneStorage {
  const items = new Map<string, OutboxItem>()
  const photos = new Map<string, Blob>()
  return {
    durable: false,
    load: () => Promise.resolve([...items.values()]),
    put: (changed, contents) => {
      for (const item of changed) items.set(item.key, item)
      for (const [key, content] of contents ?? []) photos.set(key, content)
      return Promise.resolve()
    },
    remove: (keys) => {
      for (const key of keys) {
        items.delete(key)
        photos.delete(key)
      }
      return Promise.resolve()
    },
    photo: (key) => Promise.resolve(photos.get(key) ?? null),
  }
}
