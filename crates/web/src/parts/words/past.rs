//! The words of looking back: one row each, English, Brazilian Portuguese, European Portuguese.

words! { PastWord {
    AsOf: "As of", "Em", "Em";
    Now: "now", "agora", "agora";
    Title: "See everything as of a moment", "Ver tudo como em um momento", "Ver tudo como num dado momento";
    Lead:
        "Every page, list, search and export then shows what was recorded up to that moment, judged by the clock of then. Nothing can be changed meanwhile.",
        "Todas as páginas, listas, pesquisas e exportações mostram então o que foi registrado até esse momento, avaliado pelo relógio de então. Enquanto isso, nada pode ser alterado.",
        "Todas as páginas, listas, pesquisas e exportações mostram então o que foi registado até esse momento, avaliado pelo relógio de então. Entretanto, nada pode ser alterado.";
    Day: "Day", "Dia", "Dia";
    DayHint: "Seen from its end, in UTC.", "Visto a partir do fim, em UTC.", "Visto a partir do fim, em UTC.";
    Time: "Time (UTC)", "Hora (UTC)", "Hora (UTC)";
    Optional: "optional", "opcional", "opcional";
    Position: "Or entries of the log", "Ou entradas do registro", "Ou entradas do registo";
    Look: "Look back", "Ver o passado", "Ver o passado";
    BackToNow: "Back to now", "Voltar ao presente", "Voltar ao presente";
    Banner:
        "You see everything as it stood on {at}, after {n} entries of the log. Nothing can be changed from here.",
        "Você vê tudo como estava em {at}, após {n} entradas do registro. Nada pode ser alterado daqui.",
        "Vê tudo como estava em {at}, após {n} entradas do registo. Nada pode ser alterado a partir daqui.";
    BeforeAll:
        "You see everything as it stood on {at}: that is before the first entry of the log, so there is nothing yet.",
        "Você vê tudo como estava em {at}: isso é antes da primeira entrada do registro, portanto ainda não há nada.",
        "Vê tudo como estava em {at}: isso é antes da primeira entrada do registo, por isso ainda não há nada.";
    Refused:
        "Nothing was changed: you are looking at the past. Go back to now, then do it again.",
        "Nada foi alterado: você está vendo o passado. Volte ao presente e faça de novo.",
        "Nada foi alterado: está a ver o passado. Volte ao presente e repita.";
    RefusedTitle: "You are looking at the past", "Você está vendo o passado", "Está a ver o passado";
} }
