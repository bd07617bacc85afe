// A page of ours as a document. The policy lets no text become markup in a script; a browser that reads an answer as a
// document does so itself, and runs nothing in it.

/** The document at an address; its `status` beside it. Nothing when the server led elsewhere. */
export const fetched = (address) => new Promise((resolve, reject) => {
  const asked = new XMLHttpRequest();
  asked.open('GET', address);
  asked.responseType = 'document';
  asked.setRequestHeader('Accept', 'text/html');
  asked.onload = () => resolve({ status: asked.status, page: asked.response, address: asked.responseURL });
  asked.onerror = () => reject(new Error(address));
  asked.send();
});
