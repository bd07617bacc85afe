//! The words of the gallery for developers: one row each, English, Brazilian Portuguese, European Portuguese.

words! { GalleryWord {
    Gallery: "Gallery of components", "Galeria de componentes", "Galeria de componentes";
    Lead:
        "Every component in every state, with made-up data. Served on this machine only.",
        "Cada componente em cada situação, com dados inventados. Servida só nesta máquina.",
        "Cada componente em cada estado, com dados inventados. Servida só nesta máquina.";
} }
