using System.Collections.Immutable;
using AttentionLens.Rendering;

namespace AttentionLens.Hosting;

/// <summary>A format that a rasterizer makes from SVG.</summary>
internal sealed class PictureFormat
{
    public const string Svg = "svg";
    private const string Png = "png";
    private const string Animation = "apng";
    private readonly PluginPart<Rasterizer> _rasterizer;
    private readonly double _scale;

    private PictureFormat(string name, PluginPart<Rasterizer> rasterizer, double scale) => (Name, _rasterizer, _scale) = (name, rasterizer, scale);

    /// <summary>The format, which is also the file extension.</summary>
    public string Name { get; }

    /// <summary>The plugin that the rasterizer is from.</summary>
    public string Plugin => _rasterizer.Plugin.Name;

    /// <summary>The formats that a host's rasterizers make.</summary>
    public static ImmutableArray<string> StillsOf(LensHost host) =>
        [.. host.Rasterizers.SelectMany(part => part.Prototype.Formats).Distinct(StringComparer.Ordinal)];

    /// <summary>The formats that a host's rasterizers make, and what is made of those.</summary>
    public static ImmutableArray<string> AllOf(LensHost host) => StillsOf(host) is var stills && stills.Contains(Png) ? [.. stills, Animation] : stills;

    /// <summary>The rasterizers by their names.</summary>
    /// <param name="host">The host.</param>
    /// <param name="rasterizer">The one that is wanted, or null for any.</param>
    /// <exception cref="LensInputException">There is none of that name.</exception>
    public static ImmutableArray<PluginPart<Rasterizer>> Rasterizers(LensHost host, string? rasterizer)
    {
        ImmutableArray<PluginPart<Rasterizer>> named = [.. host.Rasterizers.Where(part => rasterizer is null || part.Prototype.Name == rasterizer)];
        return rasterizer is null || !named.IsEmpty ? named : throw new LensInputException(
            $"Rasterizer '{OneLine.Of(rasterizer)}' is not known; known: {string.Join(", ", host.Rasterizers.Select(part => part.Prototype.Name))}.");
    }

    /// <summary>A format by its name, or null where no rasterizer makes it. The first that does is used, or the one that is named.</summary>
    /// <exception cref="LensInputException">The rasterizer is not known, does not make the format, or cannot work here.</exception>
    public static PictureFormat? Find(LensHost host, string name, double scale, string? rasterizer)
    {
        string made = name == Animation ? Png : name;
        if (!host.Rasterizers.Any(part => part.Prototype.Formats.Contains(made, StringComparer.Ordinal)))
        {
            return null;
        }

        ImmutableArray<PluginPart<Rasterizer>> candidates = Rasterizers(host, rasterizer);
        PluginPart<Rasterizer> part = candidates.FirstOrDefault(candidate => candidate.Prototype.Formats.Contains(made, StringComparer.Ordinal))
            ?? throw new LensInputException($"Rasterizer '{rasterizer}' does not make '{made}'; it makes {string.Join(", ", candidates.SelectMany(candidate => candidate.Prototype.Formats))}.");
        return part.Prototype.Unavailable is { } missing
            ? throw new LensInputException($"Format '{name}' cannot be written: {missing}")
            : new PictureFormat(name, part, scale);
    }

    /// <summary>Makes a picture: of a sequence its frames one after the other where the format moves, else all on one sheet.</summary>
    /// <param name="artefact">The figure.</param>
    /// <param name="options">How to draw.</param>
    /// <param name="svg">Draws the figure as SVG.</param>
    public byte[] Draw(Artefact artefact, RenderOptions options, Func<RenderOptions, byte[]> svg)
    {
        ImmutableArray<SequenceFrame> frames = artefact is SequenceFigure sequence ? sequence.Frames : [];
        if (Name != Animation)
        {
            return Rasterized(svg(frames.IsEmpty ? options : options with { Sequences = SequenceForm.Sheet }), Name);
        }

        IEnumerable<RenderOptions> drawings = frames.IsEmpty ? [options] : Enumerable.Range(0, frames.Length).Select(frame => options with { Frame = frame });
        return AnimatedPng.Assemble([.. drawings.Select(drawing => Rasterized(svg(drawing), Png))], options.SecondsPerFrame);
    }

    private byte[] Rasterized(byte[] svg, string format)
    {
        using MemoryStream picture = new();
        _rasterizer.Prototype.Rasterize(svg, format, _scale, picture);
        return picture.ToArray();
    }
}
