using System.Net;
using System.Text;

namespace AttentionLens.Gallery;

/// <summary>The Markdown of the gallery.</summary>
internal static class GalleryPage
{
    public static StringBuilder Start() => new StringBuilder()
        .Append("# Gallery\n\n")
        .Append("Pictures that the [sample models](../samples/README.md) give. Each stands below the command that made it and has its name and type within the report;\n")
        .Append("what `analyze` writes by itself is in `report.html` and `figures/`. The pictures follow the ground of the page, light or dark.\n\n")
        .Append("This page is made by one command:\n\n")
        .Append("```sh\ndotnet run -c Release --project samples/AttentionLens.Gallery -- .\n```\n");

    public static void Append(StringBuilder page, GallerySection section) => page
        .Append("\n## ").Append(section.Title).Append("\n\n")
        .Append("```sh\n").AppendJoin('\n', section.Commands.Select(command => command.Text)).Append("\n```\n");

    public static void Append(StringBuilder page, GalleryEntry entry, Artefact artefact, string picture) => page
        .Append("\n### ").Append(Encoded(artefact.Title)).Append("\n\n")
        .Append('`').Append(entry.Id).Append("` · `").Append(artefact.GetType().Name).Append("`. ").Append(entry.Reading).Append("\n\n")
        .Append("<picture>\n")
        .Append("  <source media=\"(prefers-color-scheme: dark)\" srcset=\"").Append(picture).Append(".dark.svg\">\n")
        .Append("  <img alt=\"").Append(Encoded(artefact.Title)).Append("\" src=\"").Append(picture).Append(".light.svg\">\n")
        .Append("</picture>\n");

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
