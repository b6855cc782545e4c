using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>The verbs of the grammar.</summary>
internal static class Verbs
{
    private static readonly ImmutableArray<NounKind> Anything = [NounKind.Person, NounKind.Animal, NounKind.Thing];
    private static readonly ImmutableArray<NounKind> Living = [NounKind.Person, NounKind.Animal];
    private static readonly ImmutableArray<NounKind> People = [NounKind.Person];
    private static readonly ImmutableArray<NounKind> Things = [NounKind.Thing];

    /// <summary>All verbs.</summary>
    public static ImmutableArray<Verb> All { get; } =
    [
        .. Of(
            VerbFrame.Accusative,
            Anything,
            [
                "see sees saw seen / sehen sieht gesehen",
                "find finds found found / finden findet gefunden",
                "hear hears heard heard / hören hört gehört",
                "look looks looked looked + at / an|sehen sieht angesehen",
            ]).Select(verb => verb with { IsAnimal = true }),
        .. Of(
            VerbFrame.Accusative,
            Anything,
            [
                "love loves loved loved / lieben liebt geliebt",
                "paint paints painted painted / malen malt gemalt",
                "need needs needed needed / brauchen braucht gebraucht",
                "forget forgets forgot forgotten / vergessen vergisst vergessen",
                "describe describes described described / beschreiben beschreibt beschrieben",
                "carry carries carried carried / tragen trägt getragen",
                "wash washes washed washed / waschen wäscht gewaschen",
            ]),
        .. Of(
            VerbFrame.Accusative,
            Living,
            [
                "visit visits visited visited / besuchen besucht besucht",
                "greet greets greeted greeted / grüßen grüßt gegrüßt",
                "protect protects protected protected / schützen schützt geschützt",
                "imitate imitates imitated imitated / nach|ahmen ahmt nachgeahmt",
            ]),
        .. Of(
            VerbFrame.Accusative,
            People,
            [
                "know knows knew known / kennen kennt gekannt",
                "ask asks asked asked / fragen fragt gefragt",
                "understand understands understood understood / verstehen versteht verstanden",
                "call calls called called / an|rufen ruft angerufen",
                "invite invites invited invited / ein|laden lädt eingeladen",
                "introduce introduces introduced introduced / vor|stellen stellt vorgestellt",
            ]),
        .. Of(
            VerbFrame.Accusative,
            Things,
            [
                "buy buys bought bought / kaufen kauft gekauft",
                "sell sells sold sold / verkaufen verkauft verkauft",
                "clean cleans cleaned cleaned / putzen putzt geputzt",
                "lose loses lost lost / verlieren verliert verloren",
                "repair repairs repaired repaired / reparieren repariert repariert",
                "steal steals stole stolen / stehlen stiehlt gestohlen",
                "throw throws threw thrown / werfen wirft geworfen",
                "draw draws drew drawn / zeichnen zeichnet gezeichnet",
                "open opens opened opened / auf|machen macht aufgemacht",
                "close closes closed closed / zu|machen macht zugemacht",
                "return returns returned returned / zurück|geben gibt zurückgegeben",
                "prepare prepares prepared prepared / vor|bereiten bereitet vorbereitet",
            ]),
        .. Of(
            VerbFrame.Dative,
            People,
            [
                "help helps helped helped / helfen hilft geholfen",
                "thank thanks thanked thanked / danken dankt gedankt",
                "trust trusts trusted trusted / vertrauen vertraut vertraut",
                "answer answers answered answered / antworten antwortet geantwortet",
                "congratulate congratulates congratulated congratulated / gratulieren gratuliert gratuliert",
                "listen listens listened listened + to / zu|hören hört zugehört",
            ]),
        .. Of(
            VerbFrame.Dative,
            Living,
            [
                "follow follows followed followed / folgen folgt gefolgt",
                "meet meets met met / begegnen begegnet begegnet",
            ]).Select(verb => verb with { TakesSein = true, IsAnimal = true }),
        .. Of(
            VerbFrame.Ditransitive,
            Things,
            [
                "give gives gave given / geben gibt gegeben",
                "show shows showed shown / zeigen zeigt gezeigt",
                "send sends sent sent / schicken schickt geschickt",
                "bring brings brought brought / bringen bringt gebracht",
                "lend lends lent lent / leihen leiht geliehen",
            ]),
        .. Of(
            VerbFrame.Intransitive,
            [],
            [
                "laugh laughs laughed laughed / lachen lacht gelacht",
                "work works worked worked / arbeiten arbeitet gearbeitet",
                "sing sings sang sung / singen singt gesungen",
                "dance dances danced danced / tanzen tanzt getanzt",
                "cry cries cried cried / weinen weint geweint",
            ]),
        .. Of(
            VerbFrame.Intransitive,
            [],
            [
                "sleep sleeps slept slept / schlafen schläft geschlafen",
                "wait waits waited waited / warten wartet gewartet",
                "play plays played played / spielen spielt gespielt",
                "eat eats ate eaten / essen isst gegessen",
            ]).Select(verb => verb with { IsAnimal = true }),
        .. Of(
            VerbFrame.Intransitive,
            [],
            [
                "swim swims swam swum / schwimmen schwimmt geschwommen",
                "run runs ran run / laufen läuft gelaufen",
                "stay stays stayed stayed / bleiben bleibt geblieben",
                "arrive arrives arrived arrived / an|kommen kommt angekommen",
                "get gets got got + up / auf|stehen steht aufgestanden",
                "fall falls fell fallen + asleep / ein|schlafen schläft eingeschlafen",
            ]).Select(verb => verb with { TakesSein = true, IsAnimal = true }),
        .. Of(
            VerbFrame.Clausal,
            [],
            [
                "know knows knew known / wissen weiß gewusst",
                "say says said said / sagen sagt gesagt",
                "hope hopes hoped hoped / hoffen hofft gehofft",
                "believe believes believed believed / glauben glaubt geglaubt",
                "think thinks thought thought / denken denkt gedacht",
            ]),
    ];

    /// <summary>The verbs of a frame.</summary>
    /// <param name="frame">The frame.</param>
    public static ImmutableArray<Verb> Of(VerbFrame frame) => ByFrame[frame];

    private static ImmutableDictionary<VerbFrame, ImmutableArray<Verb>> ByFrame { get; } =
        All.GroupBy(verb => verb.Frame).ToImmutableDictionary(group => group.Key, group => group.ToImmutableArray());

    private static IEnumerable<Verb> Of(VerbFrame frame, ImmutableArray<NounKind> objects, string[] entries) =>
        entries.Select(entry => Verb.Read(frame, entry) with { Objects = objects });
}
