// An encrypted copy of unsent answers on this device: AES-GCM, with a key that scripts can use but never read out.

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("budayang", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("keys");
      request.result.createObjectStore("drafts");
    };
    request.onsuccess = () => {
      // Log-out deletes the database: do not stand in its way.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

/** @param {"keys" | "drafts"} store @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} act */
async function transact(store, mode, act) {
  const database = await open();
  try {
    return await new Promise((resolve, reject) => {
      const request = act(database.transaction(store, mode).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } finally {
    database.close();
  }
}

/** @returns {Promise<CryptoKey>} */
async function key() {
  const known = await transact("keys", "readonly", (keys) => keys.get("drafts"));
  if (known) return known;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await transact("keys", "readwrite", (keys) => keys.put(fresh, "drafts"));
  return fresh;
}

/** @param {string} id @param {[string, string][]} answers */
export async function keep(id, answers) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), new TextEncoder().encode(JSON.stringify(answers)));
  await transact("drafts", "readwrite", (drafts) => drafts.put({ iv, sealed }, id));
}

/** @param {string} id @returns {Promise<[string, string][] | undefined>} */
export async function recall(id) {
  const draft = await transact("drafts", "readonly", (drafts) => drafts.get(id));
  if (!draft) return undefined;
  const open = await crypto.subtle.decrypt({ name: "AES-GCM", iv: draft.iv }, await key(), draft.sealed);
  return JSON.parse(new TextDecoder().decode(open));
}

/** @param {string} id */
export function forget(id) {
  return transact("drafts", "readwrite", (drafts) => drafts.delete(id));
}
