using System.Globalization;
using System.Xml.Linq;

namespace AttentionLens.Rendering.Tests;

/// <summary>What is wrong with a drawing wherever its texts lie on one another, reach over the edge, or are cut without telling the whole.</summary>
internal static class LayoutProblems
{
    // Letters that touch by less cannot be told from ones that do not.
    private const double Touching = 0.75;

    public static IReadOnlyList<string> Of(string svg)
    {
        XElement root = XDocument.Parse(svg).Root!;
        (double width, double height) = SvgRoot.SizeOf(svg);
        List<string> problems = [];
        DrawnText[] texts = [.. DrawnText.In(root).OrderBy(text => text.Top)];
        for (int index = 0; index < texts.Length; index++)
        {
            DrawnText text = texts[index];
            if (text.Left < -Touching || text.Top < -Touching || text.Right > width + Touching || text.Bottom > height + Touching)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"'{text.Text}' reaches over the edge: {text.Left:0} to {text.Right:0} of {width}, {text.Top:0} to {text.Bottom:0} of {height}"));
            }

            if (text.Text.EndsWith('…') && text.Hover is null && !IsToldByItsParent(root, text.Text))
            {
                problems.Add($"'{text.Text}' is cut and does not tell the whole");
            }

            for (int other = index + 1; other < texts.Length && texts[other].Top < text.Bottom; other++)
            {
                if (text.DepthWithin(texts[other]) is > Touching and var depth)
                {
                    problems.Add(string.Create(CultureInfo.InvariantCulture, $"'{text.Text}' lies on '{texts[other].Text}' by {depth:0.0}"));
                }
            }
        }

        string[] ids = [.. root.DescendantsAndSelf().Attributes("id").Select(id => id.Value)];
        problems.AddRange(ids.GroupBy(id => id).Where(group => group.Count() > 1).Select(group => $"the id '{group.Key}' is there {group.Count()} times"));
        return problems;
    }

    // Tokens on coloured grounds tell the whole on all of the ground; cells through the shape below them.
    private static bool IsToldByItsParent(XElement root, string text)
    {
        XNamespace svg = root.Name.Namespace;
        string start = text[..^1];
        return root.Descendants(svg + "title").Any(title => title.Parent!.Name != svg + "text" && title.Value.Contains(start, StringComparison.Ordinal));
    }
}
