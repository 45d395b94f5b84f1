// Leads from a former address to the page's present one and keeps the anchor. A classic script: it must run at once.

{
  const target = new URL(document.currentScript.dataset.target, location.href);
  if (location.hash) target.hash = location.hash;
  location.replace(target.href);
}
