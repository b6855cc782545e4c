using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AttentionLens.Cli;
using AttentionLens.Engine;
using AttentionLens.Hosting;
using AttentionLens.Rendering;

namespace AttentionLens.Gallery;

/// <summary>Makes the gallery: runs the commands, draws the figures of their reports on both grounds, and writes the page.</summary>
public static class GalleryMaker
{
    private const string Pictures = "images/gallery";

    /// <summary>Writes <c>gallery.md</c> and its pictures into a folder of documents.</summary>
    /// <param name="documents">The folder; pictures that are no part of the gallery any more are deleted.</param>
    /// <param name="threads">How many threads compute, or null for one for each core.</param>
    /// <param name="cancellationToken">Cancels within a batch.</param>
    /// <exception cref="LensException">A command failed, or its report lacks a figure.</exception>
    public static async Task MakeAsync(string documents, int? threads, CancellationToken cancellationToken)
    {
        LensHost host = LensHost.Create(new LensHostOptions { Plugins = [PluginSource.Of<RenderingPlugin>()] });
        string pictures = Path.Combine(documents, Pictures);
        string reports = Directory.CreateTempSubdirectory("gallery-").FullName;
        try
        {
            StringBuilder page = GalleryPage.Start();
            Dictionary<string, byte[]> drawn = new(StringComparer.Ordinal);
            foreach (GallerySection section in GalleryContents.Sections)
            {
                GalleryPage.Append(page, section);
                ImmutableArray<Artefact> artefacts = await RunAsync(section, Path.Combine(reports, section.Name), threads, cancellationToken);
                foreach (GalleryEntry entry in section.Entries)
                {
                    Artefact artefact = artefacts.FirstOrDefault(candidate => candidate.Id.Value == entry.Id)
                        ?? throw new LensException($"'{section.Commands[^1].Text}' makes no figure '{entry.Id}'; give the gallery one that it makes.");
                    string name = $"{section.Name}.{artefact.Id.FileName}";
                    drawn[$"{name}.light.svg"] = Draw(host, artefact, RenderTheme.Light);
                    drawn[$"{name}.dark.svg"] = Draw(host, artefact, RenderTheme.Dark);
                    GalleryPage.Append(page, entry, artefact, $"{Pictures}/{name}");
                }
            }

            WriteAll(pictures, drawn);
            await File.WriteAllTextAsync(Path.Combine(documents, "gallery.md"), page.ToString(), new UTF8Encoding(false), cancellationToken);
        }
        finally
        {
            Directory.Delete(reports, recursive: true);
        }
    }

    private static async Task<ImmutableArray<Artefact>> RunAsync(GallerySection section, string folder, int? threads, CancellationToken cancellationToken)
    {
        foreach (GalleryCommand command in section.Commands)
        {
            using StringWriter output = new(CultureInfo.InvariantCulture);
            ImmutableArray<string> computing = threads is { } count && command.Arguments[0] != "render" ? ["--threads", count.ToString(CultureInfo.InvariantCulture)] : [];
            IEnumerable<string> arguments = command.Arguments.Select(argument => Placed(argument, section, folder));
            int code = await CommandLine.RunAsync(
                [.. arguments, "--quiet", .. computing], new CliStreams(output, output), cancellationToken);
            if (code != 0)
            {
                throw new LensException($"'{command.Text}' ended with {code.ToString(CultureInfo.InvariantCulture)}: {output}");
            }
        }

        return Read(Path.Combine(folder, section.Commands[^1].Folder));
    }

    // Where a path of the command lies here.
    private static string Placed(string argument, GallerySection section, string folder) =>
        argument.StartsWith("samples/models/", StringComparison.Ordinal) ? Path.Combine(AppContext.BaseDirectory, argument["samples/".Length..])
        : section.Commands.Any(command => argument == command.Folder || argument.StartsWith($"{command.Folder}/", StringComparison.Ordinal)) ? Path.Combine(folder, argument)
        : argument;

    private static ImmutableArray<Artefact> Read(string output)
    {
        string report = Path.Combine(output, "report.json");
        if (File.Exists(report))
        {
            using FileStream file = File.OpenRead(report);
            return ReportJson.Read(file).Artefacts;
        }

        return [.. Directory.EnumerateFiles(Path.Combine(output, "figures"), "*.json").Select(ReadFigure)];
    }

    private static Artefact ReadFigure(string path)
    {
        using FileStream file = File.OpenRead(path);
        return ReportJson.ReadArtefact(file);
    }

    private static byte[] Draw(LensHost host, Artefact artefact, RenderTheme theme) =>
        new FigureFile(host, "figure.svg", new RenderOptions { Theme = theme }).Draw(artefact);

    private static void WriteAll(string folder, Dictionary<string, byte[]> files)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.CreateDirectory(folder);
        foreach ((string name, byte[] bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, name), bytes);
        }
    }
}
