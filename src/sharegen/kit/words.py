"""What the letter of a kit says, by language. Add a language: a column of the same keys; a page of
the gallery must speak it, too.

None of the Spanish has been reviewed by a native reader.
"""

from __future__ import annotations

from collections.abc import Mapping

_EN = {
    "title": "Pictures and posts to share",
    "start": "Start here",
    "unpack": (
        "Unpack the archive first. Windows: right-click it, then Extract All. Mac: double-click "
        "it. A page that is opened inside the archive shows no pictures."
    ),
    "open": "Open {page} in the unpacked folder. It needs no Internet.",
    "choose": (
        "Choose a topic, and where you will post. Save the picture, copy the post, and copy the "
        "description for people who cannot see the picture."
    ),
    "inside": "What is in here",
    "page": "the page to take everything from",
    "pictures": "{count} pictures, a folder for each place:",
    "picture": "one picture, in the folder of its place:",
    "place": "{title}, {size} px: {count}",
    "posts": "all posts and descriptions, to read, and as a table for schedulers",
    "licences": "whose the letters and the art are, and on what terms",
    "sums": "to prove that no file was changed on its way to you",
    "beside": (
        "Beside each picture lies its description, a file that ends in .alt.txt; beside one that "
        "is posted also its post, .post.txt."
    ),
    "posting": "How to post",
    "alt": (
        'Paste the description where the platform asks for an "alt text" or "image '
        'description". Where it has no such field, the post has the description already.'
    ),
    "whole": "Post pictures whole: what stands below the words says where the facts are.",
    "together": "These belong together, in this order, and are never posted apart:",
    "in_a_row": "The pictures of a thread are posted in the order of their numbers.",
    "rights": "Who may use what",
    "words": "The words are from:",
    "art": "The art, picture by picture: {path}",
    "own": "What the project says of its own: {path}",
    "letters": (
        "The letters: {families}. Their licences are in {path}; pictures that are set in them may "
        "be shared without naming them."
    ),
    "help": "Where help is",
    "reviewed": "({source}; last reviewed on {day})",
    "ask": "Where to ask",
    "about_pictures": "About the pictures: {contact}",
    "sender": "About the pictures: whoever sent you this.",
    "about_facts": "About the facts: {address}",
    "check": "Is all of it here?",
    "sha256": "Every line ends in OK when you say, in the unpacked folder,",
    "linux": "on Linux:   {command}",
    "mac": "on a Mac:   {command}",
    "made": "Made with sharegen {version}.",
}
_ES = {
    "title": "Imágenes y publicaciones para compartir",
    "start": "Por dónde empezar",
    "unpack": (
        "Primero descomprima el archivo. En Windows: clic derecho y «Extraer todo». En Mac: doble "
        "clic. Una página abierta dentro del archivo no muestra imágenes."
    ),
    "open": "Abra {page} en la carpeta descomprimida. No necesita Internet.",
    "choose": (
        "Elija un tema y dónde va a publicar. Guarde la imagen, copie la publicación y copie la "
        "descripción para quienes no pueden ver la imagen."
    ),
    "inside": "Qué hay aquí",
    "page": "la página de donde tomarlo todo",
    "pictures": "{count} imágenes, una carpeta para cada lugar:",
    "picture": "una imagen, en la carpeta de su lugar:",
    "place": "{title}, {size} px: {count}",
    "posts": "todas las publicaciones y descripciones, para leer y como tabla para programarlas",
    "licences": "de quién son las letras y los dibujos, y con qué condiciones",
    "sums": "para comprobar que ningún archivo cambió en el camino",
    "beside": (
        "Junto a cada imagen está su descripción, un archivo que termina en .alt.txt; junto a las "
        "que se publican, también su publicación, .post.txt."
    ),
    "posting": "Cómo publicar",
    "alt": (
        "Pegue la descripción donde la plataforma pida un «texto alternativo» o una «descripción "
        "de la imagen». Donde no hay ese campo, la publicación ya la contiene."
    ),
    "whole": "Publique las imágenes enteras: lo que hay al pie dice dónde están los hechos.",
    "together": "Estas van juntas, en este orden, y nunca se publican por separado:",
    "in_a_row": "Las imágenes de un hilo se publican en el orden de sus números.",
    "rights": "Quién puede usar qué",
    "words": "Las palabras son de:",
    "art": "Los dibujos, imagen por imagen: {path}",
    "own": "Lo que el proyecto dice de lo suyo: {path}",
    "letters": (
        "Las letras: {families}. Sus licencias están en {path}; las imágenes compuestas con ellas "
        "pueden compartirse sin nombrarlas."
    ),
    "help": "Dónde hay ayuda",
    "reviewed": "({source}; última revisión: {day})",
    "ask": "Dónde preguntar",
    "about_pictures": "Sobre las imágenes: {contact}",
    "sender": "Sobre las imágenes: a quien le envió esto.",
    "about_facts": "Sobre los hechos: {address}",
    "check": "¿Está todo?",
    "sha256": "Cada línea termina en OK si dice, en la carpeta descomprimida,",
    "linux": "en Linux:   {command}",
    "mac": "en un Mac:  {command}",
    "made": "Hecho con sharegen {version}.",
}
WORDS: Mapping[str, Mapping[str, str]] = {"en": _EN, "es": _ES}
