// After a save the focus goes to what the desk says of it: nobody has to look for it, and a screen reader begins there.
const said = document.querySelector(".messagelist");

if (said && !location.hash) {
  said.tabIndex = -1;
  said.focus({ preventScroll: true });
}
