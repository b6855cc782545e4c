using System.Collections.Immutable;
using System.Text;

namespace AttentionLens.Rendering;

/// <summary>Draws one layer of a head view: queries on the left, keys on the right, and a line from one to the other for each strong link of each head.</summary>
internal static class ArcDrawing
{
    private const double Margin = 16;
    private const double TitleRoom = 24;
    private const double NarrowestMiddle = 220;
    private const double WidestMiddle = 480;
    private const double NarrowestFigure = 420;
    private const int MostNamed = 6;

    public static void Draw(HeadViewFigure figure, RenderTheme theme, Stream destination)
    {
        if (figure.Heads.IsEmpty || figure.Queries.Labels.IsEmpty || figure.Keys.Labels.IsEmpty)
        {
            EmptyDrawing.Draw(figure, theme, "No heads or tokens to show.", destination);
            return;
        }

        ArcSelection selection = new(figure);
        TokenColumn queries = new(figure.Queries, figure.QuerySentences);
        TokenColumn keys = new(figure.Keys, figure.KeySentences);
        double height = Math.Max(queries.Height, keys.Height);
        double middle = Math.Clamp(0.6 * height, NarrowestMiddle, WidestMiddle);
        double width = Math.Max(queries.Width + keys.Width + (2 * TokenColumn.Gap) + middle + (2 * Margin), NarrowestFigure);
        middle = width - queries.Width - keys.Width - (2 * TokenColumn.Gap) - (2 * Margin);
        Heading heading = new(figure.Title, width - (2 * Margin));
        HeadChips chips = new(figure.Layer, selection.Heads, width - (2 * Margin));
        NotesBlock note = new([selection.Note], width - (2 * Margin));
        double top = Margin + heading.Height + chips.Height + TitleRoom;
        FigureSize size = new(width, top + height + Margin + note.Height + Margin, heading.Height);

        using SvgCanvas canvas = new(destination, figure, Ground.For(theme), size, FigureText.Describe(figure));
        ImmutableArray<Rgb> colors = HeadColors.For(theme);
        ArcStrength strength = new(selection.Maximum);
        heading.Draw(canvas, Margin, Margin);
        chips.Draw(canvas, selection, strength, colors, Margin, Margin + heading.Height);
        double left = Margin + queries.Width + TokenColumn.Gap;
        DrawLinks(canvas, selection, strength, colors, queries, keys, left, top, middle);
        ILookup<int, ArcLink> given = selection.Links.ToLookup(link => link.Query);
        ILookup<int, ArcLink> received = selection.Links.ToLookup(link => link.Key);
        queries.Draw(canvas, left - TokenColumn.Gap, top, Anchor.End, query => Summary(
            selection, queries.Tokens[query], "attends to", given[query], link => keys.Tokens[link.Key]));
        keys.Draw(canvas, left + middle + TokenColumn.Gap, top, Anchor.Start, key => Summary(
            selection, keys.Tokens[key], "is attended to by", received[key], link => queries.Tokens[link.Query]));
        note.Draw(canvas, Margin, top + height + Margin);
    }

    private static void DrawLinks(
        SvgCanvas canvas,
        ArcSelection selection,
        ArcStrength strength,
        ImmutableArray<Rgb> colors,
        TokenColumn queries,
        TokenColumn keys,
        double left,
        double top,
        double width)
    {
        // Links of several heads between the same tokens lie side by side, not on each other.
        double pitch = Math.Min(queries.Pitch, keys.Pitch);
        double shift = Math.Min(2, 0.7 * pitch / selection.Heads.Length);
        double thinning = Math.Min(1, 0.4 + (pitch / 20));
        canvas.Open("g").Set("fill", "none").Set("pointer-events", "none");
        foreach (IGrouping<(int Level, int Place), ArcLink> group in selection.Links
            .GroupBy(link => (Level: strength.Level(link.Weight), link.Place)).OrderBy(group => group.Key.Level).ThenBy(group => group.Key.Place))
        {
            double offset = (group.Key.Place - ((selection.Heads.Length - 1) / 2.0)) * shift;
            StringBuilder path = new();
            foreach (ArcLink link in group)
            {
                double from = top + queries.Middle(link.Query) + offset;
                double rise = top + keys.Middle(link.Key) + offset - from;
                path.Append('M').Append(NumberText.Coordinate(left)).Append(' ').Append(NumberText.Coordinate(from))
                    .Append('c').Append(NumberText.Coordinate(width / 2)).Append(" 0 ").Append(NumberText.Coordinate(width / 2)).Append(' ')
                    .Append(NumberText.Coordinate(rise)).Append(' ').Append(NumberText.Coordinate(width)).Append(' ').Append(NumberText.Coordinate(rise));
            }

            canvas.Open("path").Set("d", path.ToString()).Set("stroke", colors[group.Key.Place].Hex)
                .Set("stroke-opacity", ArcStrength.Opacity(group.Key.Level)).Set("stroke-width", ArcStrength.Width(group.Key.Level) * thinning).Close();
        }

        canvas.Close();
    }

    private static string Summary(ArcSelection selection, string token, string verb, IEnumerable<ArcLink> links, Func<ArcLink, string> other)
    {
        ImmutableArray<ArcLink> strongest = [.. links.OrderByDescending(link => link.Weight).Take(MostNamed)];
        return strongest.IsEmpty
            ? Reading.Isolated(token)
            : $"{Reading.Isolated(token)} {verb} " + string.Join(", ", strongest.Select(link =>
                $"{Reading.Isolated(other(link))} {NumberText.Short(link.Weight)} (head {selection.Heads[link.Place].Head})"));
    }
}
