using System.Collections.Immutable;

namespace AttentionLens.Samples;

/// <summary>What reviews are about. Nothing in <c>elsewhere</c> belongs to what is reviewed, so opinions on it decide nothing.</summary>
internal static class Domains
{
    /// <summary>The domains.</summary>
    public static ImmutableArray<Domain> All { get; } =
    [
        new(
            "film",
            """
            whole: the film | this film | the movie | this movie | it | the show | the series
            kind: film | movie | story | picture | show | comedy | drama
            subject: <whole> | the <thing> | the <thing>
            thing: plot | story | acting | script | ending | soundtrack | cast | dialogue | music | pacing | screenplay | hero
                | camera work | first scene | direction
            subjects: the actors | the characters | the effects | the jokes | the songs | the scenes
            elsewhere: the trailer | the first part | the sequel | the old version | the book behind it | the film before it | the cinema
            filler: I watched it with <name> | we saw it in <place> last week | it lasted two hours | the tickets cost ten euros
                | <name> bought the tickets | it is set in <place> | it was shown in the afternoon | the hero is called <name>
            place: London | Berlin | a small town | the old cinema | Spain | <invented>
            """,
            "gripping funny moving witty original thrilling hilarious touching entertaining",
            "predictable slow confusing shallow flat lifeless silly unfunny pointless"),
        new(
            "restaurant",
            """
            whole: the restaurant | this restaurant | the place | this place | the cafe | it | the meal | the dinner
            kind: restaurant | place | meal | dinner | lunch | cafe | dish | experience
            subject: <whole> | the <thing> | the <thing>
            thing: food | service | soup | pizza | bread | menu | wine | coffee | pasta | dessert | atmosphere | fish | salad | steak
                | burger | waiter | kitchen
            subjects: the waiters | the dishes | the portions | the fries | the desserts | the vegetables | the prices
            elsewhere: the place next door | the bar across the street | the old chef | the restaurant we usually visit
                | the last meal I had elsewhere | the other branch
            filler: we went there on a Tuesday | we arrived at noon | <name> ordered the fish | I had the soup and <name> had the pasta
                | the table stood near the window | we were four people | it is in <place> | they serve lunch until three
            place: London | Berlin | the old town | the station street | <invented>
            """,
            "tasty delicious fresh friendly attentive juicy flavourful crispy",
            "stale greasy soggy overcooked tasteless rude cold burnt salty inedible"),
        new(
            "hotel",
            """
            whole: the hotel | this hotel | the place | this place | it | the room | the stay
            kind: hotel | place | room | stay | experience | holiday
            subject: <whole> | the <thing> | the <thing>
            thing: room | bed | breakfast | staff | pool | view | bathroom | reception | location | lobby | shower | garden | wifi
                | balcony
            subjects: the rooms | the beds | the towels | the receptionists | the beaches | the lifts
            elsewhere: the hotel next door | the airport | the flight | the other guest house | the hostel in <place>
                | the hotel we had last year
            filler: we stayed for three nights | <name> and I arrived late | the room was on the second floor
                | breakfast is served until ten | we travelled by train from <place> | I booked it in March | the hotel has forty rooms
                | <name> had the room next to ours
            place: London | Berlin | the harbour | Rome | the coast | <invented>
            """,
            "clean cosy comfortable spotless quiet friendly spacious welcoming luxurious",
            "dirty noisy filthy cramped uncomfortable smelly rude damp shabby"),
        new(
            "gadget",
            """
            whole: the phone | this phone | the product | this product | the device | it | the headset | the charger | the camera
                | the laptop
            kind: phone | product | device | gadget | purchase | headset | item | camera | tool
            subject: <whole> | the <thing> | the <thing>
            thing: battery | screen | sound | keyboard | display | case | software | quality | design | microphone | signal
                | sound quality | cable | price | button
            subjects: the buttons | the speakers | the instructions | the photos | the headphones | the calls
            elsewhere: the old model | my last phone | the model before it | the phone my boss has | the shop
                | the packaging of the other one
            filler: I bought it for my <relative> | it arrived on a Friday | I have used it for two months | <name> ordered it online
                | it comes in black and white | the parcel weighed two pounds | I use it at work every day | it was made in <place>
            place: China | Germany | <invented>
            """,
            "reliable fast sturdy handy practical sharp clear durable",
            "unreliable slow flimsy faulty fragile blurry defective broken noisy"),
        new(
            "book",
            """
            whole: the book | this book | the novel | this novel | it | the story
            kind: book | novel | story | read | thriller
            subject: <whole> | the <thing> | the <thing>
            thing: plot | story | style | writing | ending | beginning | language | first chapter | translation | prose | author | idea
            subjects: the characters | the chapters | the pictures | the dialogues | the poems
            elsewhere: the film of it | the first volume | the last book by this author | the audio book | the cover of the other edition
            filler: I read it on the train | <name> gave it to me | it has three hundred pages | it is set in <place>
                | I bought it in <place> | the hero is called <name> | it took me a week | our book club read it in May
            place: Paris | Berlin | a village | the north | <invented>
            """,
            "gripping moving witty original thoughtful readable captivating",
            "predictable confusing shallow slow unreadable pretentious pointless lifeless"),
        new(
            "shop",
            """
            whole: the shop | this shop | the store | this store | the company | it | the service
            kind: shop | store | company | service | experience | place
            subject: <whole> | the <thing> | the <thing>
            thing: service | staff | delivery | manager | website | advice | selection | support | repair | customer service | owner
            subjects: the people | the prices | the assistants | the employees | the products
            elsewhere: the shop next door | the old owner | their last website | the other company | the post office
                | the store in <place>
            filler: I ordered a lamp | we drove there with <name> | the order came on Monday | they open at nine | <name> paid by card
                | I called them in the morning | it is close to <place> | we needed a new kettle
            place: the market | the bridge | the park | <invented>
            """,
            "friendly helpful polite honest fair professional quick competent",
            "rude unhelpful dishonest careless unprofessional slow arrogant incompetent overpriced"),
    ];
}
