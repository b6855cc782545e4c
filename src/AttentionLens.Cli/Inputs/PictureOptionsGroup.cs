using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;

namespace AttentionLens.Cli;

/// <summary>The options that say how figures are drawn.</summary>
internal sealed class PictureOptionsGroup
{
    private const int LongestSide = 16384;
    private const double UsualScale = 2;
    private readonly Option<string[]> _formats;

    private readonly Option<string?> _size = new("--size")
    {
        Description = "Draw figures as wide as W, or to fit into WxH; they keep their proportions. Pictures then have that many pixels, unless --scale is given.",
        HelpName = "W|WxH",
    };

    private readonly Option<double?> _scale = NumberOption.Create(
        "--scale", "S", 0.05, 16, $"Pixels for each unit of the drawing; {UsualScale.ToString(CultureInfo.InvariantCulture)} by default, 1 with --size.");

    private readonly Option<double?> _seconds = NumberOption.Create("--seconds", "S", 0.05, 60, "How long each frame of an animation stands; 1 by default.");

    private readonly Option<string?> _rasterizer = new("--rasterizer")
    {
        Description = "What makes pictures of drawings: librsvg, the default, or that of a plugin, for instance chromium.",
        HelpName = "NAME",
    };

    public PictureOptionsGroup(string formats) =>
        _formats = new Option<string[]>("--format") { Description = formats, HelpName = "FORMAT" };

    /// <summary>The ground, of the screen too.</summary>
    public ThemeOption Theme { get; } = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_formats);
        Theme.AddTo(command);
        command.Options.Add(_size);
        command.Options.Add(_scale);
        command.Options.Add(_seconds);
        command.Options.Add(_rasterizer);
    }

    public ImmutableArray<string> Formats(ParseResult parsed) => [.. parsed.GetValue(_formats) ?? []];

    public string? Rasterizer(ParseResult parsed) => parsed.GetValue(_rasterizer);

    /// <summary>Refuses a place without formats, and formats without a place.</summary>
    public void DemandFormat(Option output, Command command) => command.Validators.Add(result =>
    {
        bool hasPlace = result.GetResult(output) is not null;
        if (hasPlace != (result.GetResult(_formats) is not null))
        {
            result.AddError(hasPlace
                ? $"Option '{_formats.Name}' is required beside '{output.Name}'."
                : $"Option '{output.Name}' is required beside '{_formats.Name}'.");
        }
    });

    public double Scale(ParseResult parsed) => parsed.GetValue(_scale) ?? (parsed.GetValue(_size) is null ? UsualScale : 1);

    /// <exception cref="LensInputException">The ground or the size is not one.</exception>
    public RenderOptions Read(ParseResult parsed)
    {
        RenderOptions options = new() { Theme = Theme.Read(parsed) ?? RenderTheme.Light, SecondsPerFrame = parsed.GetValue(_seconds) ?? RenderOptions.Default.SecondsPerFrame };
        if (parsed.GetValue(_size) is not { } size)
        {
            return options;
        }

        int cross = size.IndexOf('x', StringComparison.Ordinal);
        return options with
        {
            Width = Side(size, cross < 0 ? size : size[..cross]),
            Height = cross < 0 ? null : Side(size, size[(cross + 1)..]),
        };
    }

    private static double Side(string size, string side) =>
        int.TryParse(side, NumberStyles.None, CultureInfo.InvariantCulture, out int length) && length is >= 1 and <= LongestSide
            ? length
            : throw new LensInputException($"--size is '{size}'; expected a width as 800, or a box as 800x600, each side from 1 to {LongestSide}.");
}
